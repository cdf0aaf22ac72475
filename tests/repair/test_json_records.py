"""A text that a program wrote with all its fields is the text, under its title."""

from __future__ import annotations

import json

import pytest

from compare.readers import raw_text
from compare.readers.published import year_published
from compare.repair import repair
from tests.repair.test_line_marks import LINES, PLAN

TITLE, BODY = LINES[0], "\n".join(LINES[1:])
FULL = {
    "id": 17,
    "url": "http://example.com/1.html",
    "date": "2021-06-01",
    "title": TITLE,
    "tags": ["规划"],
    "content": BODY,
    "source": "某县人民政府网",
    "views": None,
}


@pytest.mark.parametrize(
    "record",
    [
        json.dumps({"title": TITLE, "content": BODY}, ensure_ascii=False),
        json.dumps({"title": TITLE, "content": BODY}),
        json.dumps(FULL, ensure_ascii=False),
        json.dumps(FULL, ensure_ascii=False, indent=2),
        json.dumps([{"标题": TITLE, "正文": BODY}], ensure_ascii=False),
        str({"title": TITLE, "content": BODY}),
    ],
    ids=["two fields", "codes", "all fields", "a field a line", "a list of one", "Python"],
)
def test_the_fields_around_a_text_go(record: str) -> None:
    assert repair(raw_text(record)).text == PLAN


def test_the_date_of_a_record_is_read() -> None:
    assert year_published(json.dumps(FULL, ensure_ascii=False)) == 2021


@pytest.mark.parametrize("kept", ['{"规划"：正文}', '{"title": "规划", "pages": 3}', "{标题}\n" + PLAN])
def test_what_is_no_record_of_a_text_stays(kept: str) -> None:
    assert repair(raw_text(kept)).text == kept


def test_labels_whose_colons_stand_on_lines_of_their_own_are_fields() -> None:
    fields = "标题\n：\n{}\n发布机构\n：\n某县人民政府\n联系电话\n：\n0763-8732312\n正文\n：\n{}"
    assert repair(raw_text(fields.format(TITLE, BODY))).text == PLAN
    kept = f"{TITLE}\n总体目标\n：\n建成园区。\n{BODY}"
    assert repair(raw_text(kept)).text == kept, "one such line is no record"


def test_quotation_marks_inside_a_text_stand_without_their_strokes() -> None:
    title, body = f'{TITLE}("草案")', BODY.replace("第二章", '"九五"时期\n第二章')
    record = json.dumps({"title": title, "content": body}, ensure_ascii=False)
    assert repair(raw_text(record)).text == f"{title}\n{body}"

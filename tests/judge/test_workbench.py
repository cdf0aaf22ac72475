"""The workbench with a second reader: it is asked when plans are compared and when a draft is put to it, and never beside that."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from compare.cli.second import SecondOptions
from compare.errors import InputError
from compare.web.session import Session
from tests.builders import body_under_tasks, write_plans
from tests.judge import test_run
from tests.judge.fake import reading, says, send, serving
from tests.judge.test_run import CITY, COUNTY, MODEL, run
from tests.web.serving import desk_at

plans = test_run.plans
ROW, WHOLE = f"（模型 {MODEL} 复核）", f"请模型 {MODEL} 复核"
DRAFT = "发展乡村旅游，建设精品民宿10家。完善饮用水水源保护区制度。"


def opened(home: Path, plans: Path, url: str | None, model: str = MODEL) -> Session:
    session = desk_at(home, plans, SecondOptions(url, model, judge_seconds=20)).session
    assert session is not None
    return session


def marks(drafted: dict[str, object]) -> int:
    """How many reasons of a drafted result are those of the second reader."""
    rows = drafted["rows"]
    assert isinstance(rows, dict)
    return sum(ROW in text for text in rows["texts"])


def everything(session: Session) -> dict[str, object]:
    """What the page says that it shows when nothing is filtered."""
    found = session.result.comparison
    return {
        "plans": [plan.id for plan in found.plans],
        "themes": [theme.id for theme in found.themes],
        "pairs": [["city", "county"]],
        "gaps": [gap.id for gap in found.gaps],
        "alignments": [row.id for row in found.alignments],
        "target_pairs": [],
    }


def page_of(session: Session) -> str:
    return session.result.page.decode()


def test_the_page_and_all_that_it_hands_out_tell_who_says_so(plans: Path, tmp_path: Path) -> None:
    with serving(says(lambda body: reading(body, "absent"))) as server:
        session = opened(tmp_path / "home", plans, server.url)
    shown = page_of(session)
    assert WHOLE in shown.split("<nav", 1)[0] and ROW in shown
    paper = Document(BytesIO(session.export(everything(session) | {"format": "docx"}).content))
    assert any(WHOLE in each.text for each in paper.paragraphs[:6])
    book = load_workbook(BytesIO(session.export(everything(session) | {"format": "xlsx"}).content))
    cells = [str(value) for sheet in book for line in sheet.iter_rows(values_only=True) for value in line if value]
    assert any(ROW in each for each in cells)


def test_what_a_person_decides_is_counted_without_asking(plans: Path, tmp_path: Path) -> None:
    with serving(says(lambda body: reading(body, "absent"))) as server:
        session = opened(tmp_path / "home", plans, server.url)
        sent = len(server.bodies)
        row = next(each for each in session.result.comparison.alignments if each.judged_by)
        session.result.review.decide({"kind": "verdict", "alignment": row.id, "answer": "covered", "by": "张"})
        session.recount()
        assert len(server.bodies) == sent > 0
    now = {each.id: each for each in session.result.comparison.alignments}
    assert (str(now[row.id].label), now[row.id].decided, now[row.id].judged_by) == ("covered", True, None)
    assert any(each.judged_by for each in now.values())


def test_a_changed_file_is_asked_about_as_far_as_it_is_new(plans: Path, tmp_path: Path) -> None:
    with serving(says(reading)) as server:
        session = opened(tmp_path / "home", plans, server.url)
        first = len(server.bodies)
        write_plans(plans, county=body_under_tasks(*COUNTY, "新建产业园区2个。"))
        session.look()
        session.look()
        assert first < len(server.bodies) < 2 * first
        assert session.result.version == 2


def test_a_draft_is_put_to_the_second_reader_on_demand_alone(plans: Path, tmp_path: Path) -> None:
    numbers = {"text": DRAFT, "of": 1, "upper": 0}
    with serving(says(lambda body: reading(body, "partial"))) as server:
        session = opened(tmp_path / "home", plans, server.url)
        sent = len(server.bodies)
        before = session.draft(numbers)
        assert len(server.bodies) == sent and before["second"] == []
        asked = session.draft(numbers | {"ask": True})
        more = server.bodies[sent:]
        assert more
        assert WHOLE in str(asked["second"]) and marks(asked) > marks(before)
        # Whom the clauses bind was said when the plans were compared.
        assert not [body for body in more if test_run.kind_of(body) == "binds"]
        again = session.draft(numbers)
        assert len(server.bodies) == sent + len(more) and marks(again) == marks(asked)


def test_what_was_decided_of_a_requirement_holds_for_a_draft(plans: Path, tmp_path: Path) -> None:
    session = desk_at(tmp_path / "home", plans).session
    assert session is not None
    freed = CITY[6]

    def absent() -> set[str]:
        drafted = session.draft({"text": DRAFT, "of": 1, "upper": 0})["rows"]
        assert isinstance(drafted, dict)
        labels = [code for code, *_ in drafted["labels"]]
        listed = [row for _, _, pair in drafted["pairs"] for row in pair]
        return {str(row) for row in listed if labels[row[1]] == "absent"}

    before = absent()
    (plans / "decisions.yaml").write_text(
        f'decisions:\n  - {{kind: requirement, plan: city, clause: "{freed}", answer: upper_only}}\n', encoding="utf-8"
    )
    session.recount()
    assert len(absent()) == len(before) - 1


def test_a_server_that_is_gone_leaves_the_tools_own_result(plans: Path, tmp_path: Path) -> None:
    own = desk_at(tmp_path / "home", plans).session
    with serving(lambda _, handler, __: send(handler, 404)) as server:
        session = opened(tmp_path / "home", plans, server.url)
    assert own is not None and "没有回答" in page_of(session).split("<nav", 1)[0]
    told = [(each.id, each.label, each.score) for each in session.result.comparison.alignments]
    assert told == [(each.id, each.label, each.score) for each in own.result.comparison.alignments]
    assert own.result.comparison.gaps == session.result.comparison.gaps


def test_a_page_without_a_second_reader_offers_none(plans: Path, tmp_path: Path) -> None:
    with serving(says(reading)) as server:
        assert 'id="draft-ask"' in page_of(opened(tmp_path / "home", plans, server.url))
    kept = page_of(opened(tmp_path / "home", plans, None))
    assert 'id="draft-ask"' not in kept and WHOLE in kept.split("<nav", 1)[0]
    with pytest.raises(InputError):
        opened(tmp_path / "home", plans, "http://8.8.8.8")


def test_wrong_use_of_the_workbench_is_told_before_it_opens(plans: Path) -> None:
    for args, words in (
        (("--judge", "http://127.0.0.1:1"), "--judge-model"),
        (("--judge-model", "m", "--judge-anywhere"), "--judge-anywhere"),
        (("--judge", "http://8.8.8.8", "--judge-model", "m"), "--judge-anywhere"),
    ):
        result = run("serve", plans, "--no-browser", *args)
        assert result.exit_code == 2 and words in result.output

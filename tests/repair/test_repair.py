"""Repair as a whole: on the seeds, the way back to the file, any text, real texts that must come out unchanged."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from compare.readers import raw_text
from compare.repair import Repaired, repair
from compare.repair.edits import Edit, Trace, apply
from tests.builders import PLAN_IDS, SEEDS, at_most
from tests.repair.mending import counts, mended

# How far the text can be trusted


@pytest.mark.parametrize("name", PLAN_IDS)
def test_seeds_are_readable_after_repair(seeds: dict[str, Repaired], name: str) -> None:
    assert seeds[name].readable == 1.0
    assert seeds[name].warnings == ()


def test_readable_counts_what_is_lost() -> None:
    assert repair(raw_text("规划" * 45 + "\ufffd" * 10)).readable == pytest.approx(0.9)
    assert repair(raw_text("规划" * 48 + "????")).readable == pytest.approx(0.96)
    assert repair(raw_text("规划" * 45 + "\ue123" * 10)).readable == pytest.approx(0.9)
    assert repair(raw_text("为什么? 真的吗??")).readable == 1.0
    assert repair(raw_text(" \n")).readable == 0.0


def test_a_wrong_encoding_is_reversed_where_every_byte_is_left(seeds: dict[str, Repaired]) -> None:
    text = seeds["guangqing"].text
    for wrong in (text.encode("gbk").decode("latin-1"), text.encode("gbk").decode("cp1252", "ignore")):
        assert mended(wrong)[:2000].replace("\n", "") in text.replace("\n", "") or mended(wrong)[:500] == text[:500]
    assert mended(text.encode("gbk").decode("latin-1")) == text
    assert mended("“十五五”时期坚持高质量发展。".encode().decode("latin-1")) == "“十五五”时期坚持高质量发展。"
    assert mended("鏃舵湡") == "时期"
    assert mended("推进ÎÄ±¾建设") == "推进文本建设"


def test_what_a_wrong_encoding_lost_is_warned_of(seeds: dict[str, Repaired]) -> None:
    text = seeds["guangqing"].text
    repaired = repair(raw_text(text.encode().decode("gb18030", "replace")))
    assert "以更大力度推动广清一体化高质量发" in repaired.text
    assert 0.7 < repaired.readable < 0.95
    assert [warning.code for warning in repaired.warnings] == ["readable_low"]
    lost = repair(raw_text(text.encode("gbk", "replace").decode("utf-8", "replace").encode().decode("gbk", "replace")))
    assert lost.text.count("锟斤拷") > 100
    assert lost.readable < 0.5


@pytest.mark.parametrize(
    "clean",
    ["联通、移动、电信", "café、naïve与Zürich合作", "浜滩涂、潖江、滃江、洭水", "Ⅲ类水体、①②③、α—β", "αβγδ检测"],
)
def test_rare_and_foreign_characters_are_no_wrong_encoding(clean: str) -> None:
    assert mended(clean) == clean


def test_broken_letters_that_cannot_be_restored_lower_the_share() -> None:
    assert repair(raw_text("规划编制完成?,G(jì)续推进。")).readable < 0.7


# The way back


@pytest.mark.parametrize("name", PLAN_IDS)
def test_every_character_leads_back_to_its_line(seeds: dict[str, Repaired], name: str) -> None:
    repaired = seeds[name]
    back = OpenCC("t2s").convert
    lines = (SEEDS / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    previous = 0
    for offset, sign in enumerate(repaired.text):
        start, end = repaired.raw_span(offset, offset + 1)
        assert previous <= start < end
        previous = start
        stood = repaired.raw.text[start:end]
        assert sign in back(stood) or "(xiàn)" in stood
        assert back(stood)[0] in back(lines[repaired.place(offset).number - 1]) + "\n"


@pytest.mark.parametrize("name", PLAN_IDS)
def test_every_repair_stood_in_its_lines(seeds: dict[str, Repaired], name: str) -> None:
    lines = (SEEDS / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    repairs = seeds[name].repairs
    assert repairs == tuple(sorted(repairs, key=lambda one: -one.count))
    for one in repairs:
        assert len(one.places) == min(one.count, 5)
        for place in one.places:
            assert one.raw in lines[place.number - 1]


def test_a_quotation_across_a_repair_leads_to_what_stood_there(seeds: dict[str, Repaired]) -> None:
    repaired = seeds["qingcheng"]
    quote = "(稿)。现就《清远市"
    start = repaired.text.index(quote)
    first, last = repaired.raw_span(start, start + len(quote))
    assert repaired.raw.text[first:last] == "(稿)?,F(xiàn)就《清遠(yuǎn)市"
    assert repaired.raw_span(start, start) == (first, first)
    sign = repaired.text.index("时期")
    first, last = repaired.raw_span(sign, sign + 1)
    assert repaired.raw.text[first:last] == "時", "the pinyin after it is not its own"
    for wrong in ((-1, 0), (3, 2), (0, len(repaired.text) + 1)):
        with pytest.raises(IndexError):
            repaired.raw_span(*wrong)


@given(
    st.lists(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 4), st.integers(0, 3))), max_size=4), st.booleans()
)
def test_the_way_back_through_any_edits(rounds: list[list[tuple[int, int, int]]], removing: bool) -> None:
    raw = "".join(map(chr, range(0x4E00, 0x4E00 + 40)))
    text, trace = raw, Trace()
    for wanted in rounds:
        edits: list[Edit] = []
        for start, length, new in sorted(wanted):
            if start + length <= len(text) and (not edits or edits[-1].end <= start):
                edits.append(Edit(start, start + length, "" if removing else "x" * new, "any"))
        text, trace = apply(text, edits), trace.then(edits)
    spans = [trace.raw_span(offset, offset + 1) for offset in range(len(text))]
    assert spans == sorted(spans)
    assert spans == list(trace.raw_spans([Edit(offset, offset + 1, "", "any") for offset in range(len(text))]))
    for sign, (start, end) in zip(text, spans, strict=True):
        assert 0 <= start < end <= len(raw) or sign == "x"
        assert sign in raw[start:end] or sign == "x"
        assert not removing or raw[start:end] == sign


# Any text

PIECES = [
    *(
        "時(shí)期",
        "產(chǎn)業(yè)",
        "?,F(xiàn)",
        "推動發展",
        "规划",
        "“三线一单” 5 管控",
        "(稿)",
        "经济 实力",
        "2035 年",
    ),
    *(
        "9.4% ;",
        "二 〇 三五年",
        "第一章 ",
        "打印本页",
        "分享:",
        "来源：",
        "首页",
        "大",
        "- 1 -",
        "- 2 -",
        "— 3 —",
        "shí",
    ),
    *"。,”()時〇1A…\ufffd\t \n\u00a0\u3000\u200b",
]
TEXTS = st.lists(
    st.sampled_from(PIECES) | st.text(st.characters(exclude_categories=["Cs"]), max_size=3), max_size=60
).map("".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS | st.tuples(TEXTS, st.integers(2, 12)).map(lambda pair: pair[0] * pair[1]))
def test_any_text_can_be_repaired_once_and_traced_back(content: str) -> None:
    raw = raw_text(content)
    repaired = repair(raw)
    assert repair(raw_text(repaired.text)).text == repaired.text
    assert 0.0 <= repaired.readable <= 1.0
    spans = [repaired.raw_span(offset, offset + 1) for offset in range(len(repaired.text))]
    assert all(0 <= start < end <= len(raw.text) for start, end in spans)
    assert spans == sorted(spans)
    for offset, (start, end) in enumerate(spans):
        assert repaired.place(offset) == raw.place(start)
        if not repaired.repairs:
            assert (start, end) == (offset, offset + 1)
    assert (repaired.text == raw.text) == (not repaired.repairs)


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("规划发展，。、；：“”《》（）(一)稿0123456789年%\n"), max_size=300))
def test_clean_text_is_unchanged(content: str) -> None:
    assert mended(content) == content


@pytest.mark.parametrize("hostile", [" ", "\u00a0", "(", "字(", "字 ", "\n", "—", "?", "“", "來(", "首页>", "1 "])
def test_hostile_text_takes_linear_time(hostile: str) -> None:
    raw = raw_text(hostile * (100_000 // len(hostile)))
    with at_most(3):
        repair(raw)


# Files of the corpora with spaces to mend inside sentences; every other change is a page number, a line of a web page,
# or a blank that begins or makes up a line.
SPACED = {
    "yunnan_10_5.txt": "blanks beside every mark",
    "2024_枣庄.txt": "line ends of a PDF turned into blanks",
    "北京市_十五五.txt": "one line set wide",
    "8_中华人民共和国国民经济和社会发展十年规划和第八个五年计划纲要_.txt": "scanned",
}
# Files whose lines were cut or run together, or whose headings or lowered figures were cut.
CUT = {
    "wrap": {
        "2024_承德.txt",
        "2026_广东省.txt",
        "上海市_十五五_html.txt",
        "北京市_十五五.txt",
        "南京市_十五五.txt",
        "杭州市_十五五_html.txt",
        "6_中华人民共和国国民经济和社会发展第六个五年计划.txt",
        "全国_五年计划_07.txt",
    },
    "line": {f"全国_五年计划_{number}.txt" for number in ("01", "02", "07", "09", "10", "11", "12")},
    "code": {"杭州市_十五五_html.txt"},
    "footnote": {
        "2024_三亚.txt",
        "2024_泸州.txt",
        "2024_益阳.txt",
        "2024_达州.txt",
        "2025_海南省.txt",
        "2026_海南省.txt",
        "全国_五年计划_01.txt",
    },
}


def test_clean_plans_come_out_unchanged(corpora_repaired: dict[Path, Repaired]) -> None:
    unchanged = 0
    for number, (path, repaired) in enumerate(corpora_repaired.items()):
        unchanged += repaired.text == repaired.raw.text
        assert repaired.readable == 1.0, path.name
        kinds = counts(repaired)
        assert kinds.keys() <= {"space", "navigation", "page", *CUT}, path.name
        assert {kind for kind, names in CUT.items() if path.name in names} == kinds.keys() & CUT.keys(), path.name
        removed = [one for one in repaired.repairs if one.kind == "space"]
        assert all(not one.text and not one.raw.strip(" \u00a0\u3000\u2002\u200c") for one in removed), path.name
        sentences = sum(one.count for one in removed if one.raw == " ")
        assert (sentences > 0) == (path.name in SPACED), path.name
        if number % 20 == 0:
            assert repair(raw_text(repaired.text)).text == repaired.text, path.name
    assert unchanged >= 0.6 * len(corpora_repaired)

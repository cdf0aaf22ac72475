"""Every code has its sentence in both languages; what stands in a document is no placeholder."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from compare.model import GapGroup, Kind, Label, Level, Reason, Role, Verdict
from reports import wording


def test_every_text_is_there_in_both_languages_with_the_same_places() -> None:
    def places(text: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}

    for group, entries in wording.texts().items():
        for code, (chinese, english) in entries.items():
            assert chinese.strip() and english.strip(), f"{group}.{code}"
            assert places(chinese) == places(english), f"{group}.{code}"


@pytest.mark.parametrize(
    ("group", "codes"),
    [
        ("level", Level),
        ("kind", Kind),
        ("role", Role),
        ("group", GapGroup),
        ("group_short", GapGroup),
        ("label", Label),
        ("verdict", Verdict),
    ],
)
def test_every_code_of_the_model_has_a_name(group: str, codes: type[Level]) -> None:
    assert {str(code) for code in codes} <= set(wording.texts()[group])


@pytest.mark.parametrize(
    ("code", "values", "chinese"),
    [
        ("name", "产业集群", "写有主题名称“产业集群”"),
        ("alias", "集群", "写有同义表述“集群”"),
        ("variant", "广清一体|广清融合", "与“广清一体”写法相近：“广清融合”"),
        ("heading", "第一章", "位于标题“第一章”之下"),
        ("terms", "充电|桩", "用词与主题释义相合：“充电”“桩”"),
        ("document_title", "某规划", "仅见于文件名称《某规划》"),
        ("near", "产业", "仅有相近用词“产业”，不足以采信"),
        ("near", "", "得分最高，但不足以采信"),
        ("quantified", "2000个", "提出量化目标“2000个”"),
        ("actioned", "3", "有3处具体举措"),
        ("stated", "2", "2处目标、原则或方向性表述，未见具体举措"),
        ("cited", "basis|1", "仅在编制依据处提及（1处）"),
        ("absent", "4|0.31", "全文未见：检索了4个词语，最接近的段落得分0.31"),
        ("cannot_say", "41%", "没有读到完整的规划正文，或文本损坏较重（可读41%），不能判断"),
        ("readable_low", "41", "文本损坏较重，可读41%"),
        ("annex_missing", "附件:", "文末“附件:”后无内容，附件缺失"),
        ("no_headings", "", "未识别到标题，不能给出章节"),
        ("truncated", "", "文本在句中结束，可能不完整"),
        ("duplicate", "city", "内容与“city”相同"),
        ("skipped", ".xyz", "不支持的格式（.xyz），未读；如是规划，请另存为 .docx、.txt 或网页"),
        ("unreadable", "空文件", "未能读取：空文件"),
        ("no_upper", "", "未设上位规划"),
        ("brand_new", "x|y", "brand_new：x；y"),
        ("cited", "basis", "cited：basis"),
    ],
)
def test_sentence_of_a_reason(code: str, values: str, chinese: str) -> None:
    reason = Reason(code, tuple(values.split("|")) if values else ())
    assert wording.sentence(reason, "zh") == chinese
    assert "{" not in wording.sentence(reason, "en")


def test_an_attachment_that_nobody_names_leaves_no_empty_brackets() -> None:
    for code in ("notice_only", "news_only", "paged"):
        for lang in wording.LANGS:
            told = wording.sentence(Reason(code, ("",)), lang)
            assert "（）" not in told and "()" not in told and "：）" not in told and ": )" not in told


def test_braces_in_a_document_are_no_placeholders() -> None:
    assert wording.sentence(Reason("name", ("{0}{lang}",)), "zh") == "写有主题名称“{0}{lang}”"


def test_a_year_in_a_reason_is_written_as_its_reader_writes_it() -> None:
    reason = Reason("partial_lower", ("80%（2025年）", "60%（2025年）"))
    assert "80%（2025年）" in wording.sentence(reason, "zh")
    assert "80% (2025)" in wording.sentence(reason, "en") and "（" not in wording.sentence(reason, "en")


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("≥1.3万亿斤（2024年）", "不低于1.3万亿斤（2024年）", "at least 1.3万亿斤 (2024)"),
        ("≤4.2%（2024年）", "不高于4.2%（2024年）", "at most 4.2% (2024)"),
        ("+1200万人（2024年）", "新增1200万人（2024年）", "increase of 1200万人 (2024)"),
        ("3+3+X", "3+3+X", "3+3+X"),
        ("全覆盖", "全覆盖", "全覆盖"),
    ],
)
def test_reasons_write_operators_in_words(value: str, zh: str, en: str) -> None:
    reason = Reason("target_below", ("粮食产量", value, "5%"))
    assert zh in wording.sentence(reason, "zh") and en in wording.sentence(reason, "en")


def test_a_path_begins_with_no_dash() -> None:
    assert wording.path(("第一章 总体要求", "——非金属矿产业")) == "第一章 总体要求 › 非金属矿产业"
    assert wording.path(("——",)) == "——"


def test_a_quotation_within_a_quotation_has_single_marks() -> None:
    assert wording.cited("“十四五”期间推进“双区”建设") == "“‘十四五’期间推进‘双区’建设”"


@pytest.mark.parametrize(("count", "told"), [(0, "0 pairs"), (1, "1 pair "), (2, "2 pairs")])
def test_english_counts_agree_with_their_nouns(count: int, told: str) -> None:
    assert told in wording.text("text.contradictions", "en", count=count)


def test_english_texts_have_no_wide_marks_of_their_own() -> None:
    wide = re.compile(r"[，。；：！？（）、「」\u3000]")
    texts = {f"{group}.{code}": pair[1] for group, pairs in wording.texts().items() for code, pair in pairs.items()}
    assert [key for key, each in texts.items() if wide.search(each)] == []

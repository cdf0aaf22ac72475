"""Years in every writing, short names of autonomous areas, and which families of documents answer one another."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.corpus import Entry, Identity, identify, link_uppers
from compare.model import Kind, Level
from compare.text import even_years, find_areas

FILLER = "推进产业集群建设，新建敬老院3所。\n"


@pytest.mark.parametrize(
    "line",
    [
        "（二〇二五年十二月十二日中国共产党合肥市第十二届委员会第十一次全体会议通过）",
        "（二○二五年元月十二日）",
        "二零二五年十二月",
        "二O二五年十二月",
        "２０２５年１２月",
        "2025年12月12日",
        "（2025年1月8日" + "某市第十七届人民代表大会" * 5 + "第六次会议审议通过）",
        "合政办〔2015〕21号".replace("2015", "2025"),
        "合政办发[2025]21 号",
        "皖政（2025）第3号",
        "合政办〔２０２５〕2１号",
        "二〇二五年",
    ],
)
def test_a_year_of_issue_in_every_writing(line: str) -> None:
    title = "合肥市养老服务规划"
    entry = Entry("p", Path("p.txt"), "p.txt")
    assert identify(entry, f"{title}\n{line}\n{FILLER}", [title]).year == 2025


def test_the_number_of_another_document_is_no_year_of_issue() -> None:
    text = "合肥市养老服务规划\n根据《安徽省养老服务条例》（皖政〔2015〕21号）和有关要求，制定本规划。\n" + FILLER
    assert identify(Entry("p", Path("p.txt"), "p.txt"), text, ["合肥市养老服务规划"]).year is None


@given(st.integers(1950, 2099), st.sampled_from("〇○零Oo０0"), st.booleans())
def test_even_years_keep_the_length(year: int, zero: str, wide: bool) -> None:
    digits = dict(zip("0123456789", zero + ("１２３４５６７８９" if wide else "一二三四五六七八九"), strict=True))
    written = "".join(digits[digit] for digit in str(year))
    text = f"到{written}年，建成50所。"
    if not (19 <= year // 100 <= 20):
        return
    assert even_years(text) == f"到{year}年，建成50所。"


@pytest.mark.parametrize("text", ["一九二九军", "编号二〇二五一", "12025年", "二十五年"])
def test_what_is_no_year_stays(text: str) -> None:
    assert even_years(text).startswith(text[:2]) or text.startswith("一九二九")


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("连山县", "连山壮族瑶族自治县"),
        ("前郭县", "前郭尔罗斯蒙古族自治县"),
        ("莫旗", "莫力达瓦达斡尔族自治旗"),
        ("隆林县", "隆林各族自治县"),
        ("黔南州", "黔南布依族苗族自治州"),
        ("双江县", "双江拉祜族佤族布朗族傣族自治县"),
    ],
)
def test_short_names_of_autonomous_areas(short: str, full: str) -> None:
    title = f"{short}国民经济和社会发展第十四个五年规划纲要"
    assert identify(Entry("p", Path("p.txt"), "p.txt"), FILLER, [title]).region == full
    assert [area.name for area in find_areas(f"支持{short}发展")] == [full]


def test_a_county_that_is_called_like_a_province_has_no_short_name() -> None:
    assert [area.level for area in find_areas("河南县域经济")] == [Level.PROVINCE]


def linked(**plans: tuple[str, Kind, int]) -> dict[str, list[str]]:
    entries, identities = [], dict[str, Identity]()
    for name, (title, kind, year) in plans.items():
        entry = Entry(name, Path(f"{name}.txt"), f"{name}.txt", title=title, kind=kind, year=year)
        entries.append(entry)
        identities[name] = identify(entry, FILLER, [])
    return {name: [link.id for link in upper] for name, (upper, _) in link_uppers(entries, identities).items()}


OUTLINE = "国民经济和社会发展第十五个五年规划纲要"
PROPOSAL = "关于制定国民经济和社会发展第十五个五年规划的建议"


def test_a_proposal_stands_above_the_outline() -> None:
    found = linked(
        nation=("中共中央" + PROPOSAL, Kind.OPINIONS, 2025),
        province=("中共安徽省委" + PROPOSAL, Kind.OPINIONS, 2025),
        city=("合肥市" + OUTLINE, Kind.OUTLINE, 2026),
        own=("中共合肥市委" + PROPOSAL, Kind.OPINIONS, 2025),
    )
    assert found == {"nation": [], "province": ["nation"], "city": ["province", "own"], "own": ["province"]}


def test_nothing_on_one_subject_above_a_work_report_and_no_report_above_an_outline() -> None:
    found = linked(
        opinion=("国务院关于加快发展养老服务业的若干意见", Kind.OPINIONS, 2013),
        special=("河北省养老服务体系建设“十四五”规划", Kind.SPECIAL, 2021),
        yearly=("保定市2022年政府工作报告", Kind.REPORT, 2022),
        report=("顺平县2022年政府工作报告", Kind.REPORT, 2022),
        outline=("曲阳县国民经济和社会发展第十四个五年规划纲要", Kind.OUTLINE, 2021),
        scheme=("唐县加快发展养老服务业实施方案", Kind.OPINIONS, 2015),
    )
    assert found["report"] == ["yearly"]
    assert found["yearly"] == []
    assert "yearly" not in found["outline"]
    assert found["scheme"] == ["opinion"]  # the special plan is of later years


def test_an_opinion_answers_to_the_opinion_on_its_subject() -> None:
    found = linked(
        opinion=("国务院关于加快发展养老服务业的若干意见", Kind.OPINIONS, 2013),
        other=("国务院关于推进普惠金融发展的意见", Kind.OPINIONS, 2015),
        outline=("中华人民共和国国民经济和社会发展第十二个五年规划纲要", Kind.OUTLINE, 2011),
        scheme=("仙游县加快发展养老服务业实施方案", Kind.OPINIONS, 2015),
    )
    assert found["scheme"] == ["opinion", "outline"]


def test_what_is_called_after_another_place_is_nobodys_upper_plan() -> None:
    lower = Entry("b", Path("温岭市2024年政府工作报告.txt"), "温岭市2024年政府工作报告.txt")
    upper = Entry("a", Path("2024_台州.txt"), "2024_台州.txt")
    identities = {
        "a": identify(upper, "我代表国务院，向大会报告政府工作。\n" + FILLER, ["2024年国务院政府工作报告"]),
        "b": identify(lower, FILLER, ["温岭市2024年政府工作报告"]),
    }
    assert identities["a"].elsewhere is not None
    assert link_uppers([upper, lower], identities)["b"][0] == ()

"""Repair of real damage, and that nothing else is touched."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from compare.model import Place
from compare.readers import raw_text, read_file
from compare.repair import Repaired, repair
from compare.repair.edits import Edit, Trace, apply
from compare.repair.navigation_rules import RULES, Rule, matches
from compare.repair.pinyin import BROKEN, SYLLABLES, Broken, broken_punctuation, is_sound

SEEDS = Path(__file__).parents[2] / "seeds"
NAMES = ("qingcheng", "qingyuan", "guangqing", "lianzhou", "pingdingshan")
TONED = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]")


@pytest.fixture(scope="module")
def seeds() -> dict[str, Repaired]:
    return {name: repair(read_file(SEEDS / f"{name}.txt")) for name in NAMES}


def counts(repaired: Repaired) -> Counter[str]:
    kinds: Counter[str] = Counter()
    for one in repaired.repairs:
        kinds[one.kind] += one.count
    return kinds


def mended(text: str) -> str:
    return repair(raw_text(text)).text


# Pinyin and traditional characters


@pytest.mark.parametrize("name", ["qingcheng", "qingyuan"])
def test_no_pinyin_and_no_traditional_character_is_left(seeds: dict[str, Repaired], name: str) -> None:
    text = seeds[name].text
    assert not TONED.search(text)
    assert not re.search(r"[\u4e00-\u9fff]\([a-zü]{1,6}\)", text)
    assert OpenCC("t2s").convert(text) == text
    assert "?" not in text


def test_qingcheng_reads_as_it_was_written(seeds: dict[str, Repaired]) -> None:
    text = seeds["qingcheng"].text
    assert text.startswith("为了明确明确“十四五”时期清城区产业发展的指导思想、基本原则、发展目标、重点发展领域,")
    assert "《清远市清城区产业发展“十四五”规划》(稿)。现就《清远市清城区产业发展“十四五”规划》进行说明。" in text
    assert "(以下简称“工作小组”)" in text
    assert text.endswith("清远市清城区发展和改革局\n2022年11月30日")
    assert seeds["qingcheng"].text.count("\n") == seeds["qingcheng"].raw.text.count("\n")


def test_qingyuan_counts_what_was_repaired(seeds: dict[str, Repaired]) -> None:
    repaired = seeds["qingyuan"]
    raw = repaired.raw.text
    broken = raw.count("?,F(xiàn)")
    toned = sum(bool(TONED.search(gloss)) for gloss in re.findall(r"\(([^()]{1,6})\)", raw))
    assert counts(repaired)["punctuation"] == broken == 1
    assert counts(repaired)["pinyin"] >= toned - broken > 200
    assert counts(repaired).keys() == {"pinyin", "traditional", "punctuation"}


def test_everything_but_pinyin_and_characters_is_kept(seeds: dict[str, Repaired]) -> None:
    """Punctuation, digits and brackets of the plan come out in the same order."""
    for name in ("qingcheng", "qingyuan"):
        raw = seeds[name].raw.text.replace("?,F(xiàn)", "。现")
        raw = re.sub(r"\((?=[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}\))[^()]*\)", "", raw)
        marks = re.compile(r"[^\u4e00-\u9fff]")
        assert marks.findall(seeds[name].text) == marks.findall(raw)


def test_a_gloss_on_a_rare_character_of_a_clean_plan_stays() -> None:
    for clean in (
        "加快潖(pá)江蓄滞洪区建设与管理工程。",
        "推进潖(pá)江、滃(wēng)江、浈(zhēn)江、洭(kuāng)水系统治理。",
        "六(lù)安市、番(pān)禺区。\n" + "推动产业高质量发展。\n" * 20 + "台(tāi)州市。",
    ):
        assert mended(clean) == clean


def test_brackets_that_are_no_pinyin_stay_in_a_damaged_text() -> None:
    damaged = "產(chǎn)業(yè)發(fā)展規(guī)劃(稿),各鎮(zhèn)(街道),(一)面積(ha)、北斗(BDS)、我們(men)。"
    assert mended(damaged) == "产业发展规划(稿),各镇(街道),(一)面积(ha)、北斗(BDS)、我们。"


def test_syllables() -> None:
    for sound in ("chǎn", "yè", "lǜ", "nüè", "zhuāng", "ér", "shí", "lu\u030b".replace("\u030b", "\u0300")):
        assert is_sound(sound), sound
    for other in ("chan", "gōvt", "xiánzhì", "bīānɡ", "ǎ̄", "vè", "fiàn"):
        assert not is_sound(other), other
    assert 400 <= len(SYLLABLES) <= 420, "standard Mandarin has a little over 400 syllables"


@pytest.mark.parametrize("rule", BROKEN, ids=lambda rule: rule.left)
def test_broken_punctuation_matches_its_examples_only(rule: Broken) -> None:
    for yes in rule.yes:
        assert len(broken_punctuation(yes)) == 1, yes
    for no in rule.no:
        assert not broken_punctuation(no), no


def test_the_broken_stop_is_explained_by_its_bytes() -> None:
    """Stop and character in GBK, the full-width comma across both made an ASCII one."""
    for rule in BROKEN:
        octets = rule.text.encode("gbk").replace("，".encode("gbk"), b",")
        assert octets.decode("ascii", "replace").replace("\ufffd", "?") == rule.left


def test_a_simplified_text_with_traditional_names_is_not_converted() -> None:
    clean = "自治区主席韋韜、东昇镇镇长陳於義出席。" + "推动产业高质量发展，加快建设现代化产业体系。" * 30
    assert mended(clean) == clean


def test_a_traditional_text_without_pinyin_is_converted() -> None:
    assert mended("推動產業高質量發展，沈陽與瀋河。") == "推动产业高质量发展，沈阳与沈河。"


def test_a_conversion_that_changes_the_length_keeps_the_way_back(monkeypatch: pytest.MonkeyPatch) -> None:
    from compare.repair import traditional

    convert = traditional.simplified
    monkeypatch.setattr(traditional, "simplified", lambda text: convert(text).replace("计算机", "电脑"))
    repaired = repair(raw_text("發展計算機\n產業體系。"))
    assert repaired.text == "发展电脑\n产业体系。"
    assert repaired.raw_span(5, 7) == (6, 8)
    assert repaired.place(5) == Place("line", 2)


# Web pages


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.yes[0])
def test_navigation_rules_match_their_examples_only(rule: Rule) -> None:
    for yes in rule.yes:
        assert matches(rule, yes), yes
        assert mended(f"规划正文。\n{yes}\n规划正文。") == "规划正文。\n规划正文。"
    for no in rule.no:
        assert not any(matches(other, no) for other in RULES), no
        assert mended(f"规划正文。\n{no}\n规划正文。") == f"规划正文。\n{no}\n规划正文。"


def test_navigation_of_the_seeds_is_gone(seeds: dict[str, Repaired]) -> None:
    assert seeds["pingdingshan"].text.startswith("关于“高质量编制‘十四五’规划”的调研报告\n\n高质量编制")
    assert counts(seeds["pingdingshan"]) == {"navigation": 2}
    text = seeds["guangqing"].text
    assert "以更大力度推动广清一体化高质量发展\n\n  《广清一体化“十四五”发展规划》科学规划" in text
    assert text.endswith("更高质量迈进。\n")
    assert [one.raw for one in seeds["guangqing"].repairs if one.kind == "navigation"] == [
        "分享:",
        "扫一扫在手机打开当前页",
        "来源:本网访问量:-发布时间:2022-10-24",
    ]


def test_lines_that_are_navigation_only_beside_it() -> None:
    head = "首页\n下载\n打印\n【字号：\n大\n中\n小\n】\n\n规划纲要\n"
    assert mended(head + "规模\n大\n中\n小\n首页\n正文。") == "规划纲要\n规模\n大\n中\n小\n首页\n正文。"


def test_a_name_below_its_label() -> None:
    assert mended("正文。\n责任编辑：\n李莎莎\n") == "正文。\n"
    assert mended("正文。\n责任编辑：\n第一章 总则\n") == "正文。\n第一章 总则\n"


def test_the_date_that_signs_a_plan_stays() -> None:
    page = "推动高质量发展。\n连州市人民政府\n2022年11月30日\n扫一扫在手机打开当前页\n分享:"
    assert mended(page) == "推动高质量发展。\n连州市人民政府\n2022年11月30日\n"


@pytest.mark.parametrize(
    ("page", "plan"),
    [
        ("甲。\n打印本页\n乙。", "甲。\n乙。"),
        ("甲。\n\n打印本页\n\n乙。", "甲。\n\n乙。"),
        ("甲。\n打印本页\n\n乙。", "甲。\n\n乙。"),
        ("甲。\n\n打印本页\n乙。", "甲。\n\n乙。"),
        ("甲。\n打印本页\n\n关闭窗口\n乙。", "甲。\n\n乙。"),
        ("\n打印本页\n\n乙。", "乙。"),
        ("甲。\n\n打印本页\n \n", "甲。\n"),
        ("打印本页", ""),
    ],
)
def test_no_hole_is_left_and_no_paragraphs_are_merged(page: str, plan: str) -> None:
    assert mended(page) == plan


def test_page_numbers() -> None:
    pages = "".join(f"正文第{'甲乙丙丁'[n - 1]}页。\n{form}\n" for n in range(1, 5) for form in (f"- {n} -",))
    assert mended(pages) == "正文第甲页。\n正文第乙页。\n正文第丙页。\n正文第丁页。\n"
    assert mended("甲。\n第1页 共3页\n乙。\n第2页 共3页\n丙。\n第3页 共3页") == "甲。\n乙。\n丙。\n"
    for clean in ("甲。\n— 1 —\n乙。", "甲。\n- 3 -\n乙。\n- 2 -\n丙。\n- 1 -\n丁。", "1\n甲\n2\n乙\n3\n丙\n4\n"):
        assert mended(clean) == clean
    assert mended("为建成现代化都市而奋斗！\n— 1 —\n") == "为建成现代化都市而奋斗！\n", (
        "what a web page kept of the last leaf"
    )


def test_bare_page_numbers_and_running_heads() -> None:
    page = "推动高质量发展，加快建设现代化产业体系。" * 20
    head = "某市国民经济和社会发展规划纲要"
    book = "".join(f"{head}\n{page}\n{number}\n" for number in range(1, 12))
    assert mended(book) == f"{head}\n" + f"{page}\n" * 11, "the first one is the title"
    few = "".join(f"{page}\n{number}\n" for number in range(1, 5))
    assert mended(few) == few


def test_articles_below_a_plan_are_cut_off_only_where_no_heading_follows() -> None:
    plan = "第一章 总则\n" + "推动高质量发展。\n" * 20
    tail = "推荐阅读\n某地开展研学活动\n 读特热榜 \n1\n南开论坛举行\n"
    assert mended(plan + tail) == plan
    assert "读特热榜" in mended(plan + tail + "第二章 产业\n建设园区。\n")
    assert mended(plan + "免责声明\n" + "完善制度。\n") == plan + "免责声明\n完善制度。\n"


def test_codes_of_a_web_page() -> None:
    assert mended("&ldquo;十五五&rdquo;规划&#8212;&#x2014;总&nbsp;则") == "“十五五”规划——总\u00a0则"
    assert mended("&amp;amp;ldquo;产业&amp;rdquo;") == "“产业”"
    assert mended("关于印发<br>规划的<strong>通知</strong><p class='x'>") == "关于印发\n规划的通知"
    assert mended('见<a href="/a?x=1&amp;y=2">《规划》</a>&amp;说明') == "见《规划》&说明"
    assert mended("推进产业集群&#8232;培育产业集群") == "推进产业集群\n培育产业集群"
    for clean in ("R&D;投入", "AT&T;公司", "A&B", "PM<10且>5", "10<sup>4</sup>吨", "&#0;"):
        assert mended(clean) == clean


def test_characters_that_only_look_right() -> None:
    repaired = repair(raw_text("⻔⺠⻓、⼾籍、⾼质量、⻩⻰洞、便\uf9dd"))
    assert repaired.text == "门民长、户籍、高质量、黄龙洞、便利"
    assert counts(repaired) == {"lookalike": 8}
    assert mended("⺡字旁") == "⺡字旁"


# Text pasted twice

SENTENCES = "".join(f"第{number}项工作由牵头部门在{number}月底前完成，并向社会公布结果。\n" for number in range(1, 61))


@pytest.mark.parametrize(
    "twice",
    [
        SENTENCES + SENTENCES,
        "各位代表：\n" + SENTENCES + "各位代表：\n" + SENTENCES,
        SENTENCES + "\n" + SENTENCES.replace("牵头部门在30月", "责任部门在30月"),
        (SENTENCES * 3),
    ],
)
def test_a_text_pasted_twice_stands_once(twice: str) -> None:
    repaired = repair(raw_text(twice))
    assert repaired.text.strip() in {SENTENCES.strip(), "各位代表：\n" + SENTENCES.strip()}
    (warning,) = repaired.warnings
    assert warning.code == "doubled"
    assert int(warning.values[0]) >= len(SENTENCES)


def test_repeated_paragraphs_are_no_second_copy() -> None:
    few = "\n".join(SENTENCES.split("\n")[:12]) + "\n"
    assert mended(few + SENTENCES[400:] + few) == few + SENTENCES[400:] + few
    own = SENTENCES + SENTENCES + "连州还要自己做一件别处没有的事，建设粤湘桂交界区域中心。\n"
    assert mended(own).endswith("粤湘桂交界区域中心。\n")


# Broken lines

WRAPPED = (
    "加快构建现代化产业体系，推动传统产业改造提升，培育壮大新兴产业，前瞻布局未来产业，"
    "促进数字经济和实体经济深度融合，提升产业链供应链韧性和安全水平，形成一批具有竞争力的先进制造业集群。"
)


def hard_wrapped(paragraphs: list[str], width: int = 28) -> str:
    lines = [paragraph[at : at + width] for paragraph in paragraphs for at in range(0, len(paragraph), width)]
    return "\n".join(lines)


def test_hard_wrapped_lines_are_joined_and_headings_left_alone() -> None:
    paragraphs = []
    for number in "一二三四五六七八":
        paragraphs += [
            f"第{number}章 产业发展",
            WRAPPED,
            f"（{number}）做强先进制造业。" + WRAPPED + WRAPPED,
            "——坚持创新。" + WRAPPED,
        ]
    assert mended(hard_wrapped(paragraphs)) == "\n".join(paragraphs)


_CLOSING = "，。；：、！？”’）》%"


def greedily_wrapped(paragraph: str, columns: int, *, by_signs: bool, kept_whole: bool) -> list[str]:
    """Cut a paragraph as programs do: after so many signs or columns, numbers and marks kept whole or not."""
    units = re.findall(r"[0-9A-Za-z.&]+|.", paragraph) if kept_whole else list(paragraph)
    lines: list[str] = [""]
    for unit in units:
        wide = 2 * len(lines[-1] + unit) if by_signs else columns_of(lines[-1] + unit)
        hangs = kept_whole and unit in _CLOSING and wide <= columns + 2
        if lines[-1] and wide > columns and not hangs:
            lines.append("")
        lines[-1] += unit
    return lines


def columns_of(text: str) -> int:
    return sum(1 if sign.isascii() else 2 for sign in text)


@pytest.mark.parametrize("signs", [18, 20, 24, 30, 33, 40, 50])
@pytest.mark.parametrize(("by_signs", "kept_whole"), [(True, False), (False, False), (False, True)])
@pytest.mark.parametrize("indentation", ["", "　　"])
def test_lines_of_any_fixed_width_are_joined(
    seeds: dict[str, Repaired], signs: int, by_signs: bool, kept_whole: bool, indentation: str
) -> None:
    paragraphs = []
    for line in seeds["lianzhou"].text.split("\n")[58:100]:
        heading, _, rest = line.partition("。")
        # A heading of each paragraph on a line of its own, some nearly as wide as the lines.
        paragraphs += [f"（一）{heading}", indentation + rest] if rest.count("。") > 1 else [line]
    wrapped = [
        line
        for paragraph in paragraphs
        for line in greedily_wrapped(paragraph, 2 * signs, by_signs=by_signs, kept_whole=kept_whole)
    ]
    lines = {line.strip() for line in mended("\n".join(wrapped)).split("\n")}
    # A paragraph whose last line is full and that is not indented looks like the middle of one.
    lost = [paragraph for paragraph in paragraphs if paragraph.strip() not in lines]
    assert len(lost) <= 0.06 * len(paragraphs), lost


def test_rows_and_lists_are_not_joined() -> None:
    rows = "\n".join(f"{number}\t规模以上工业增加值年均增速（%）和研发经费投入强度\t预期性" for number in range(60))
    assert mended(rows) == rows
    projects = "\n".join(f"{number}．新建改建扩建连州至阳山一级公路及沿线配套设施工程" for number in range(10, 70))
    assert mended(projects) == projects


def test_headings_cut_in_two_are_joined_as_the_contents_list_writes_them() -> None:
    contents = "目录\n第一篇 立足产业强市之要，构筑产业高地……………… 1\n第二篇 锚定目标 奋力谱写新篇章……………… 9\n"
    body = "第一篇 立足产业强市之要，\n构筑产业高地\n建设园区。\n第二篇 锚定目标\n奋力谱写新篇章\n建设公园。"
    assert mended(contents + body).endswith(
        "第一篇 立足产业强市之要，构筑产业高地\n建设园区。\n第二篇 锚定目标 奋力谱写新篇章\n建设公园。"
    )
    assert mended("第一章 总则\n构筑产业高地\n建设园区。") == "第一章 总则\n构筑产业高地\n建设园区。"


def test_lost_line_ends_are_restored_where_paragraphs_are_indented() -> None:
    glued = "".join(
        f"　　第{number}章　发展环境　　“十二五”时期是重要战略机遇期\n要抓住机遇\n" for number in "一二三四五六"
    )
    lines = [line.strip() for line in mended(glued).split("\n")]
    assert lines[:3] == ["第一章　发展环境", "“十二五”时期是重要战略机遇期", "要抓住机遇"]
    table = "　　单位：亿元\n" + "　　国　　营    12.5    合　作　社    3.5\n" * 20
    assert mended(table) == table


def test_a_lowered_figure_on_a_line_of_its_own() -> None:
    assert mended("细颗粒物（PM\n2.5\n）浓度下降。") == "细颗粒物（PM2.5）浓度下降。"
    assert mended("空气质量\n2.5\n预期性") == "空气质量\n2.5\n预期性"


def test_marks_in_brackets() -> None:
    marked = "深化“放管服”[1]改革。\n推进“三线一单”^[2]^管控。\n打造“都谷极”[3]。\n发展种业CRO[4]模式。"
    assert mended(marked) == "深化“放管服”改革。\n推进“三线一单”管控。\n打造“都谷极”。\n发展种业CRO模式。"
    for clean in ("国发〔2021〕5号文件", "增加[5]\n下降〔20〕\n提高[16]\n减少〔3〕", "见附件[1]。"):
        assert mended(clean) == clean


# Remains of PDF


def test_spaces_of_lianzhou(seeds: dict[str, Repaired]) -> None:
    text = seeds["lianzhou"].text
    for good in (
        "五年规划和2035年远景目标纲要\n2021年4月\n前 言\n",
        "第一章 发展形势\n第一节 发展基础\n",
        "第三章 全面深化开放合作,激活发展潜力\n",
        "远景目标纲要,意义重大,影响深远",
        "规划和二〇三五年远景目标的建议》编制",
        "\n经济实力显著增强。“十三五”期间",
        "年均增长9.4%;基本实现",
        "森林抚育50万亩,森林覆盖率超过67%,全市",
        "推动了一批商业主体、保险、金融等高端服务业在中心城镇集聚发展,有效地",
        "\n——社会治理进一步完善。",
        "铜箔、覆铜板、PVB树脂和胶片",
        "引进建设1-2间上规模",
        "“十四五”时期(2021-2025年)是",
    ):
        assert good in text, good
    assert not re.search("[\u4e00-\u9fff][ \u00a0]+[，。,;、]", text)
    assert not re.search("二 ?〇 |〇 三", text)


def test_footnote_marks_of_lianzhou(seeds: dict[str, Repaired]) -> None:
    text = seeds["lianzhou"].text
    assert "“一大引擎、三大支柱、七大融合”发展思路" in text
    assert "“个十百亿”企业培育工程" in text
    assert "“三线一单”管控要求" in text
    marks = [one for one in seeds["lianzhou"].repairs if one.kind == "footnote"]
    assert sorted(one.raw for one in marks) == ["2", "4", "5"]
    assert [one.places[0].number for one in sorted(marks, key=lambda one: one.raw)] == [118, 124, 204]


@pytest.mark.parametrize(
    "clean",
    [
        "实施“三大” 2 发展思路。",
        "落实“三线一单” 5 管控要求，推进“个十百亿” 4 企业培育工程。",
        "建成“四好农村路” 3 条、“口袋公园” 12 个。",
        "打造“两山” 2 翼、“三区” 3 基地，到 2025 年建成 6 处，覆盖 12 镇。",
        "森林覆盖率（%） 59 约束性\n人均预期寿命（岁） 81 预期性\n高技能人才总量（万人） 85 左右 预期性",
        "森林覆盖率（彩化率） 59 约束性\n城镇化率（常住人口） 81 预期性",
    ],
)
def test_numbers_that_are_no_footnotes_stay(clean: str) -> None:
    assert mended(clean) == clean


STYLED = "到 2025 年，地区生产总值达到 100 亿元，年均增长 6% 左右，建成 5G 基站 300 个。\n" * 8
DAMAGED = "到2025 年,经济 实力显著增强 。全市累计 完成投资100 亿元 ,新增企业15 家。\n" * 8


def test_spacing_as_a_style_stays() -> None:
    assert mended(STYLED) == STYLED


@pytest.mark.parametrize(
    "kept",
    [
        "第二节 主要目标,重点任务\n",
        "前 言\n",
        "出席：张三 李四 王五 赵 六。\n",
        "唱响“好客山东 好品山东”品牌。\n",
        "专栏3 重点工程，重大项目\n",
        "（一） 培育市场主体，壮大产业规模。\n",
        "龙袍新城    以海港经济为特色，重点推进。\n",
        "单位：亿元，其 中：      国 营    12.5    合 作 社    3.5\n",
        "1 城镇调查失业率 5.5 预期性\n",
        "序号 指标 2020年 2025年\n",
        "采用 Deep Learning 101 2020 版标准。\n".replace(" Deep", "Deep").replace("2020 版", "2020版"),
        "注：【 】为累计数。\n",
        "　　全角缩进的段落。\n",
    ],
)
def test_spaces_that_are_kept_in_a_damaged_text(kept: str) -> None:
    good = "到2025年,经济实力显著增强。全市累计完成投资100亿元,新增企业15家。\n" * 8
    assert mended(DAMAGED + kept) == good + kept


def test_a_page_number_at_a_line_end_is_not_joined_to_the_sentence() -> None:
    assert "得到更加全  376\n面的贯彻" in mended(DAMAGED + "路线、方针，得到更加全  376\n面的贯彻。\n")


def test_a_few_slips_of_the_keyboard_are_no_damage() -> None:
    clean = (
        "有效提升 急危重症救治能力。取得21个独立选址项 目。视察 广东时指出，要高质量发展。\n" + "推动产业发展。\n" * 9
    )
    assert mended(clean) == clean


def test_a_text_without_line_ends_keeps_the_traces_of_its_paragraphs() -> None:
    paragraph = "各级 各部门要抓好落实，推动高质量发 展取得新成效。"
    text = "一、2023年工作回顾 过去的一年，极不寻常。 " + paragraph * 150
    repaired = mended(text)
    assert repaired.startswith("一、2023年工作回顾 过去的一年，极不寻常。 各级各部门要抓好落实，推动高质量发展")


def test_invisible_characters_and_blank_lines() -> None:
    assert mended("规\u200b划\ufeff纲要\n \u3000\t\n\u00a0\u00a0正文。") == "规划纲要\n\n正文。"
    assert mended("　　正文。\n\n　　正文。") == "　　正文。\n\n　　正文。"


# How far the text can be trusted


@pytest.mark.parametrize("name", NAMES)
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


@pytest.mark.parametrize("name", NAMES)
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


@pytest.mark.parametrize("name", NAMES)
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


def test_what_one_repair_uncovers_another_mends() -> None:
    assert mended(DAMAGED + "产 (chǎn)业 (yè)发 (fā)展 规 (guī)划,") == mended(DAMAGED) + "产业发展规划,"


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
    raw = raw_text(hostile * (1_000_000 // len(hostile)))
    repair(raw)


# Real texts

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


DIGITS = (
    "到2 0 0 5年，森林覆盖率提高到4 8 %，公路通车总里程达到1 1万公里左右。\n"
    "国内旅游收入达到2 5 0亿元，三次产业比例调整为1 9 ∶4 3 ∶3 8，年均增长6 .5 %，新增就业1 0万人。\n"
)


def test_numbers_whose_digits_stand_apart_are_drawn_together() -> None:
    assert mended(DIGITS) == (
        "到2005年，森林覆盖率提高到48%，公路通车总里程达到11万公里左右。\n"
        "国内旅游收入达到250亿元，三次产业比例调整为19∶43∶38，年均增长6.5%，新增就业10万人。\n"
    )
    assert mended("展望2 0 3 5年远景目标。") == "展望2035年远景目标。"


@pytest.mark.parametrize(
    "clean",
    [
        "专栏1 2个重大平台，表2 5项任务。",  # fewer than a text that is written so
        "1 2 3 4 5\n6 7 8 9 0\n" * 5,
        "指标\t1 2\t3 4\n" * 9,
        "建设2 个园区、3 条道路。\n" * 6,
        "表1 2005年指标，图2 2010年指标。\n" * 6,
    ],
)
def test_numbers_beside_one_another_stay_apart(clean: str) -> None:
    kept = re.sub(r"(?<=\d) (?=[个条])", "", clean)
    assert re.sub(r"(?<=\d) (?=[个条])", "", mended(clean)) == kept

"""Lines broken or run together, texts pasted twice, numbers and words set apart by blanks."""

from __future__ import annotations

import re

import pytest

from compare.readers import raw_text
from compare.repair import Repaired, repair
from tests.repair.mending import mended

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


def test_the_number_of_a_heading_and_its_words_below_it_are_one_line() -> None:
    plan = "第一章\n　　总体要求\n坚持稳中求进。\n第 二 章\n\n重点任务\n一、\n产业发展\n建设园区2个，打造产业集群。\n"
    assert (
        mended(plan)
        == "第一章 总体要求\n坚持稳中求进。\n第 二 章 重点任务\n一、产业发展\n建设园区2个，打造产业集群。\n"
    )
    for kept in (
        "第一章\n总体要求\n坚持稳中求进。\n",  # a single one may have lost its words
        "第一章\n坚持稳中求进，建设园区。\n第二章\n完善养老服务。\n",
        "第一章\n第一节 总则\n第二章\n第一节 任务\n",
    ):
        assert mended(kept) == kept


def test_lost_line_ends_are_restored_where_paragraphs_are_indented() -> None:
    glued = "".join(
        f"　　第{number}章　发展环境　　“十二五”时期是重要战略机遇期\n要抓住机遇\n" for number in "一二三四五六"
    )
    lines = [line.strip() for line in mended(glued).split("\n")]
    assert lines[:3] == ["第一章　发展环境", "“十二五”时期是重要战略机遇期", "要抓住机遇"]
    table = "　　单位：亿元\n" + "　　国　　营    12.5    合　作　社    3.5\n" * 20
    assert mended(table) == table


def test_lost_line_ends_of_a_text_that_is_one_line() -> None:
    parts = ["连州市规划纲要", "第一章 总体要求", "坚持稳中求进。", "第二章 重点任务", "建设园区2个。", "第三章 保障"]
    assert [line.strip() for line in mended("　　".join(parts)).split("\n")] == parts
    row = "　　".join(["指标", "2025年", "2030年", "属性"])
    assert mended(row) == row


def test_a_lowered_figure_on_a_line_of_its_own() -> None:
    assert mended("细颗粒物（PM\n2.5\n）浓度下降。") == "细颗粒物（PM2.5）浓度下降。"
    assert mended("空气质量\n2.5\n预期性") == "空气质量\n2.5\n预期性"


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


STYLED = "到 2025 年，地区生产总值达到 100 亿元，年均增长 6% 左右，建成 5G 基站 300 个。\n" * 8


DAMAGED = "到2025 年,经济 实力显著增强 。全市累计 完成投资100 亿元 ,新增企业15 家。\n" * 8


def test_words_that_the_cells_of_a_table_set_wide() -> None:
    row = "1 地区生产总值 亿元 210 300 预 期 性\n2 森林覆盖率 % 33 34 约　束　性\n"
    assert mended(row) == row.replace("预 期 性", "预期性").replace("约　束　性", "约束性")


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


@pytest.mark.parametrize(
    "number", ["\n                    {0}\n\x0c", "\n— {0} —\n\n", "{0}\n\n", "\n第{0}页 共9页\n\n"]
)
def test_sentences_go_on_over_the_end_of_a_page_with_empty_lines_around_its_number(number: str) -> None:
    paragraphs = [f"（{at}）做强先进制造业。" + WRAPPED + WRAPPED for at in "一二三四五六七八九十"] * 3
    lines = hard_wrapped(paragraphs).split("\n")
    pages = ["\n".join(lines[at : at + 23]) for at in range(0, len(lines), 23)]
    text = "".join(f"{page}\n{number.format(at)}" for at, page in enumerate(pages, 1))
    assert [line for line in mended(text).split("\n") if line] == paragraphs


def test_paragraphs_that_end_without_a_stop_are_not_joined_over_a_page_number() -> None:
    paragraphs = [f"第{at}项，{WRAPPED * 2}"[: 60 + 3 * at].rstrip("，。") for at in range(1, 31)]
    pages = [paragraphs[at : at + 5] for at in range(0, 30, 5)]
    text = "\n".join("\n".join([*page, f"— {at} —"]) for at, page in enumerate(pages, 1))
    assert mended(text).strip().split("\n") == paragraphs


@pytest.mark.parametrize(
    "sentence",
    [
        "第二部分从基础设施、现代产业、生态环境、公共服务、营商环境等六大领域明确了高质量发展的重点任务。",
        "地区生产总值和规模以上工业增加值均增长百分之三以上，第一、第三产业增加值分别增长百分之二点五。",
    ],
)
def test_a_line_that_only_begins_as_a_heading_does_is_joined(sentence: str) -> None:
    assert mended(hard_wrapped([WRAPPED, sentence] * 12)).split("\n") == [WRAPPED, sentence] * 12


def test_a_ratio_that_a_line_end_parts_begins_no_item() -> None:
    ratio = WRAPPED[:22] + "三次产业结构由26.3:30.9:42.8调整为29.6:25.9:44.5。"
    lines = [*hard_wrapped([WRAPPED] * 12).split("\n"), ratio[: ratio.index("42.8")], ratio[ratio.index("42.8") :]]
    assert mended("\n".join(lines)).split("\n")[-1] == ratio


def test_a_page_number_at_a_line_end_is_not_joined_to_the_sentence() -> None:
    assert "得到更加全  376\n面的贯彻" in mended(DAMAGED + "路线、方针，得到更加全  376\n面的贯彻。\n")


def test_two_leaves_between_dashes_are_pages_and_a_single_one_may_be_anything() -> None:
    text = "推进产业集群建设。\n- 1 -\n完善养老设施。\n"
    assert mended(text + "- 2 -\n") == text.replace("- 1 -\n", "")
    assert mended(text) == text
    leaf = f"{WRAPPED}\n" * 4
    assert mended(f"{leaf}— 1 —\n{leaf}— 2 —\n{leaf}") == leaf * 3


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
    assert mended("到2 0 2 5年，民营经济增加值占比达到5 8%。") == "到2025年，民营经济增加值占比达到58%。"


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


def test_what_one_repair_uncovers_another_mends() -> None:
    assert mended(DAMAGED + "产 (chǎn)业 (yè)发 (fā)展 规 (guī)划,") == mended(DAMAGED) + "产业发展规划,"


def test_the_tab_behind_a_number_makes_no_row_of_a_table() -> None:
    heads = "一、\t总体要求\n坚持稳中求进。\n 第二章\t乡村振兴\n（一）\t产业方面\n1.\t建设种子基地3万亩；\n"
    assert mended(heads) == "一、总体要求\n坚持稳中求进。\n 第二章 乡村振兴\n（一）产业方面\n1.建设种子基地3万亩；\n"
    for table in ("1.\t生产总值\n2.\t财政收入\n", "一、\t经济\t60\n二、\t民生\t5\n", "序号\t名称\n1\t水库\n"):
        assert mended(table) == table


def test_lines_that_hold_marks_of_notes_are_joined() -> None:
    half = WRAPPED[: len(WRAPPED) // 2]
    paragraphs = [
        f"{half}“六个一批”[{number}]、“七项行动”[{number + 1}]{WRAPPED[len(half) :]}{WRAPPED}"
        for number in range(1, 24, 2)
    ]
    plain = "\n".join(re.sub(r"\[\d+\]", "", paragraph) for paragraph in paragraphs)
    assert mended("\n".join(paragraphs)) == plain
    widths = [width for width in range(24, 40) if 8 < len(paragraphs[0]) % width < width - 8]
    assert len(widths) > 3
    for width in widths:
        assert mended(hard_wrapped(paragraphs, width)) == plain


def with_marks_kept(paragraph: str, width: int) -> list[str]:
    """Lines of so many signs, or fewer where a mark that may begin no line takes the sign before it along."""
    lines = []
    while paragraph:
        at = min(width, len(paragraph))
        while at < len(paragraph) and paragraph[at] in "，。、；：”":
            at -= 1
        lines.append(paragraph[:at])
        paragraph = paragraph[at:]
    return lines


@pytest.mark.parametrize("width", [30, 34, 38])
def test_lines_of_so_many_signs_that_no_mark_begins_are_joined(width: int) -> None:
    paragraphs = [
        f"　　推进第{number}项工作，{WRAPPED[number:]}新建厂房{number}.5万平方米，增长{number}.8%，{WRAPPED[: 90 - number]}到位。"
        for number in range(10, 60)
    ]
    lines = [with_marks_kept(paragraph, width) for paragraph in paragraphs]
    ends = [len(each[-1]) < width - 4 for each in lines]
    kept = [each for each, short in zip(lines, ends, strict=True) if short]
    found = mended("\n".join(line for each in kept for line in each)).split("\n")
    assert [line.strip() for line in found] == ["".join(each).strip() for each in kept]

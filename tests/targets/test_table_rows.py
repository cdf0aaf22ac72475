"""Rows of tables as single plans have them, read by hand: further heads, turned tables, copied text, what is no row."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare import RunOptions
from compare.corpus import find_plans
from compare.model import Plan
from compare.pipeline.compare import read_plans
from compare.targets import find_targets, unread_rows


def _plan(text: str, folder: Path) -> Plan:
    lines = ["某市国民经济和社会发展第十五个五年规划纲要", "第一章 主要目标", "坚持稳中求进，完善公共服务。", text]
    (folder / "plan.txt").write_text("\n".join([*lines, "第二章 重点任务", "加强生态保护。"]), encoding="utf-8")
    (plan,), _ = read_plans(find_plans(folder), options=RunOptions(jobs=1))
    return plan


def _years(text: str, folder: Path) -> list[tuple[str, int | None]]:
    """Figures of the targets of a plan with these lines in it, each with its year."""
    return [(target.value, target.year) for target in find_targets(_plan(text, folder))]


def _read(text: str, folder: Path) -> tuple[list[str], tuple[str, ...]]:
    """Targets and unread rows of a plan with these lines in it."""
    plan = _plan(text, folder)
    rows = [f"{t.indicator} {t.operator} {t.value} {t.unit} {t.kind} {t.base_value}" for t in find_targets(plan)]
    return rows, unread_rows(plan)


@pytest.mark.parametrize(
    "head",
    ["序号\t指标名称\t单位\t现状（2025年）\t目标（2030年）\t指标性质", "序号\t指标\t2025年\t2030年\t属性", ""],
    ids=["another head", "the same head", "no head"],
)
def test_a_table_goes_on_under_another_title(head: str, tmp_path: Path) -> None:
    wide = "单位" in head
    rows = [
        "表1 主要指标",
        "序号\t指标\t2025年\t2030年\t属性",
        "1\t地区生产总值（亿元）\t1520\t2100\t预期性",
        "2\t森林覆盖率（%）\t61\t62\t约束性",
        "续表",
        *([head] if head else []),
        "3\t人均预期寿命\t岁\t79\t80\t预期性" if wide else "3\t人均预期寿命（岁）\t79\t80\t预期性",
    ]
    assert _read("\n".join(rows), tmp_path) == (
        ["地区生产总值 = 2100 亿元 预期性 1520", "森林覆盖率 = 62 % 约束性 61", "人均预期寿命 = 80 岁 预期性 79"],
        (),
    )


def test_a_year_runs_down_over_several_indicators(tmp_path: Path) -> None:
    rows = [
        "| 水平年 | 指标 | 目标 | 单位 |",
        "|---|---|---|---|",
        "| 2027年 | 用水总量 | ≤3.1 | 亿立方米 |",
        "|  | 农田灌溉水有效利用系数 | ≥0.58 | — |",
        "| 2030年 | 用水总量 | ≤3.4 | 亿立方米 |",
        "|  | 农田灌溉水有效利用系数 | ≥0.61 | — |",
    ]
    assert _years("\n".join(rows), tmp_path) == [("3.1", 2027), ("0.58", 2027), ("3.4", 2030), ("0.61", 2030)]


@pytest.mark.parametrize("groups", [True, False])
def test_what_spans_a_table_may_stand_in_each_of_its_columns(groups: bool, tmp_path: Path) -> None:
    rows = [
        "“十五五”时期主要指标（共2项）|" * 5,
        "序号|指标|2025年|2030年|属性|",
        *(["一、经济发展|" * 5] if groups else []),
        "1|地区生产总值（亿元）|1520|2100|预期性|",
        *(["二、绿色生态|" * 5] if groups else []),
        "2|森林覆盖率（%）|61|62|约束性|",
    ]
    assert _read("\n".join(f"|{row}" for row in rows), tmp_path) == (
        ["地区生产总值 = 2100 亿元 预期性 1520", "森林覆盖率 = 62 % 约束性 61"],
        (),
    )


def test_a_blank_behind_a_decimal_point_parts_no_figure(tmp_path: Path) -> None:
    rows = [
        "专栏1 主要指标",
        "类别 序号 指 标 2025年 2030年 属性",
        "经济 1 地区生产总值 (亿元) 1520. 5 2100 预期性",
        "绿色 2 森林覆盖率 (%) 61. 2 62 约束性",
    ]
    found, unread = _read("\n".join(rows), tmp_path)
    assert found == ["地区生产总值 = 2100 亿元 预期性 1520.5", "森林覆盖率 = 62 % 约束性 61.2"]
    assert unread == ()


@pytest.mark.parametrize("between", ["\t", " "])
@pytest.mark.parametrize("lead", ["指标", "年份"])
def test_a_table_whose_rows_are_years_is_turned(lead: str, between: str, tmp_path: Path) -> None:
    rows = [
        "表1 主要指标",
        f"{lead}\t地区生产总值（亿元）\t森林覆盖率（%）",
        "2025年\t1520\t61",
        "2030年\t2100\t≥62",
        "属性\t预期性\t约束性",
    ]
    assert _read("\n".join(rows).replace("\t", between), tmp_path) == (
        ["地区生产总值 = 2100 亿元 预期性 1520", "森林覆盖率 >= 62 % 约束性 61"],
        (),
    )


def test_a_turned_table_with_rows_of_other_things_is_told(tmp_path: Path) -> None:
    rows = [
        "表1 主要指标",
        "指标\t地区生产总值\t森林覆盖率",
        "考核人\t张三\t李四",
        "2025年\t1520\t61",
        "2030年\t2100\t62",
    ]
    assert _read("\n".join(rows), tmp_path) == ([], ("地区生产总值", "森林覆盖率"))


def test_an_amount_and_its_growth_of_one_year(tmp_path: Path) -> None:
    heads = "指标名称 单位 2025年完成 2026年计划\n总量 增速（%） 总量 增速（%）"
    lines = [
        "地区生产总值 亿元 612.3 5.2 — 5.5左右",
        "一般公共预算收入 亿元 32.5 2.0 33.5 3",
        "城镇新增就业 人 5200 — 5000 —",
    ]
    found, unread = _read("\n".join([heads, *lines]), tmp_path)
    assert found == [
        "地区生产总值增速 = 5.5 % None 5.2",
        "一般公共预算收入 = 33.5 亿元 None 32.5",
        "一般公共预算收入增速 = 3 % None 2.0",
        "城镇新增就业 = 5000 人 None 5200",
    ]
    assert unread == ()


def test_a_cell_with_a_growth_and_an_amount_sets_both(tmp_path: Path) -> None:
    rows = [
        "表1 主要指标",
        "主要指标\t“十四五”完成情况\t“十五五”规划目标",
        "地区生产总值\t500亿元\t年均增长6%左右，2030年达到680亿元",
        "一般公共预算收入\t30亿元\t年均增长5%",
        "森林覆盖率\t45.2%\t稳定在46%以上",
    ]
    assert _read("\n".join(rows), tmp_path) == (
        [
            "地区生产总值年均增速 = 6 % None ",
            "地区生产总值 = 680 亿元 None 500",
            "一般公共预算收入年均增速 = 5 % None ",
            "森林覆盖率 >= 46 % None 45.2",
        ],
        (),
    )


@pytest.mark.parametrize("cut", [False, True])
def test_figures_with_their_units_in_copied_rows(cut: bool, tmp_path: Path) -> None:
    both = "年均增长6%左右，203\n0年达到680亿元" if cut else "年均增长6%左右，2030年达到680亿元"
    rows = [
        "专栏1 主要指标",
        "主要指标 “十四五”完成情况 “十五五”规划目标",
        f"地区生产总值 500亿元 {both}",
        "社会消费品零售总额 210亿元 300亿元",
        "森林覆盖率 45.2% 稳定在46%以上",
        "城镇新增就业 累计2.6万人 五年累计2.5万人",
    ]
    assert _read("\n".join(rows), tmp_path) == (
        [
            "地区生产总值年均增速 = 6 % None ",
            "地区生产总值 = 680 亿元 None 500",
            "社会消费品零售总额 = 300 亿元 None 210",
            "森林覆盖率 >= 46 % None 45.2",
            "城镇新增就业 + 2.5 万人 None 2.6",
        ],
        (),
    )


def test_groups_and_counts_of_indicators_are_no_rows(tmp_path: Path) -> None:
    rows = [
        "表1 主要指标",
        "序号\t指标\t单位\t2030年目标\t属性",
        "一\t经济发展\t\t\t",
        "1\t地区生产总值\t亿元\t680\t预期性",
        "二\t绿色生态\t\t\t",
        "2\t森林覆盖率\t%\t46\t约束性",
        "合计\t共2项，其中约束性指标1项，预期性指标1项\t\t\t",
    ]
    assert _read("\n".join(rows), tmp_path) == (["地区生产总值 = 680 亿元 预期性 ", "森林覆盖率 = 46 % 约束性 "], ())


def test_lines_of_a_table_that_was_not_read_are_no_sentences(tmp_path: Path) -> None:
    rows = [
        "甲  乙  丙",
        "人均预期寿命（岁）  78.1  79.5岁  预期性",
        "污水集中处理率（%）  92  95%以上  约束性",
    ]
    found, unread = _read("\n".join(rows), tmp_path)
    assert found == []
    assert unread == ("人均预期寿命（岁）", "污水集中处理率（%）")


def test_wide_digits_and_years_in_words(tmp_path: Path) -> None:
    wide = [
        "指标　单位　２０２５年　２０３０年　属性",
        "地区生产总值　亿元　２１０　３００　预期性",
        "森林覆盖率　％　３３．５　３４　约束性",
    ]
    in_words = [
        "指标\t单位\t二〇二五年\t二〇三〇年\t性质",
        "地区生产总值\t亿元\t210\t300\t预期",
        "森林覆盖率\t%\t33.5\t34\t约束",
    ]
    for lines in (wide, in_words):
        assert _read("\n".join(lines), tmp_path) == (
            ["地区生产总值 = 300 亿元 预期性 210", "森林覆盖率 = 34 % 约束性 33.5"],
            (),
        )


def test_a_table_drawn_with_signs(tmp_path: Path) -> None:
    rule = "+----------------+-------+-------+--------+"
    rows = [
        "| 指标 | 2025年 | 2030年 | 属性 |",
        "| 固定资产投资（亿元） | 1，050 | 1，380 | 预期性 |",
        "| 森林覆盖率（%） | 45.2 | 46 | 约束性 |",
    ]
    assert _read("\n".join([rule, rows[0], rule, *rows[1:], rule]), tmp_path) == (
        ["固定资产投资 = 1380 亿元 预期性 1050", "森林覆盖率 = 46 % 约束性 45.2"],
        (),
    )


@pytest.mark.parametrize("above", ["表1 主要指标（单位：%）\n", "表1 主要指标\n单位：%\n"])
def test_the_unit_of_a_whole_table(above: str, tmp_path: Path) -> None:
    rows = ["指标\t2025年\t2030年\t属性", "城镇化率\t58\t62\t预期性", "每万人医生数（人）\t26\t30\t预期性"]
    assert _read(above + "\n".join(rows), tmp_path)[0] == [
        "城镇化率 = 62 % 预期性 58",
        "每万人医生数 = 30 人 预期性 26",
    ]


def test_a_rule_left_behind_each_cell(tmp_path: Path) -> None:
    cells = [
        "序号",
        "指标",
        "2025年",
        "2030年",
        "属性",
        "1",
        "地区生产总值（亿元）",
        "500",
        "680",
        "预期性",
        "2",
        "森林覆盖率（%）",
        "45.2",
        "46",
        "约束性",
    ]
    assert _read("\n".join(f"{cell} |" for cell in cells), tmp_path) == (
        ["地区生产总值 = 680 亿元 预期性 500", "森林覆盖率 = 46 % 约束性 45.2"],
        (),
    )


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "类别\n指标\n2025年（预计）\n2030年目标值\n属性\n经济\n高技能人才总量（人）\n1979\n2300\n预期性\n森林覆盖率（%）\n—\n46\n约束性",
            ["高技能人才总量 = 2300 人 预期性 1979", "森林覆盖率 = 46 % 约束性 "],
        ),
        (
            "指标\n2030年目标\n高技能人才总量（人）\n2300\n森林覆盖率（%）\n≥46",
            ["高技能人才总量 = 2300 人 None ", "森林覆盖率 >= 46 % None "],
        ),
        (
            "指标\n2030年\n属性\n常住人口城镇化率（%）\n达到国家要求\n预期性\n森林覆盖率（%）\n达到国家要求\n预期性\n"
            "能源综合生产能力\n非化石能源生产能力（万吨）\n35\n预期性\n可再生能源装机容量（万千瓦）\n46\n预期性",
            [
                "常住人口城镇化率 =  % 预期性 ",
                "森林覆盖率 =  % 预期性 ",
                "能源综合生产能力：非化石能源生产能力 = 35 万吨 预期性 ",
                "能源综合生产能力：可再生能源装机容量 = 46 万千瓦 预期性 ",
            ],
        ),
    ],
    ids=["a figure that could be a year", "a head of two columns", "values in words"],
)
def test_a_cell_a_line(text: str, rows: list[str], tmp_path: Path) -> None:
    assert _read(text, tmp_path) == (rows, ())


def test_what_is_no_figure_is_told_and_read_as_none(tmp_path: Path) -> None:
    """A comma that marks no thousands, two points, a number of an account; all decimals that a workbook writes are one."""
    rows = [
        "专栏1 主要指标",
        "指标\t2025年\t2030年\t属性",
        "地区生产总值（亿元）\t1,520.5\t2,100\t预期性",
        "研发投入强度（%）\t2,5\t3,5\t预期性",
        "人均预期寿命（岁）\t79\t80.1.2\t预期性",
        "粮食产量（万吨）\t65\t1234567890123\t约束性",
        "森林覆盖率（%）\t61.300000000000004\t62.5\t约束性",
    ]
    found, unread = _read("\n".join(rows), tmp_path)
    assert found == ["地区生产总值 = 2100 亿元 预期性 1520.5", "森林覆盖率 = 62.5 % 约束性 61.300000000000004"]
    assert [name for row in unread for name in ("研发", "人均", "粮食") if name in row] == ["研发", "人均", "粮食"]


def test_marks_of_notes_before_a_unit_and_doublings(tmp_path: Path) -> None:
    rows = [
        "专栏1 主要指标",
        "指标\t2025年\t2030年\t属性",
        "研发经费投入强度①（%）\t0.8\t1.2\t预期性",
        "城镇新增就业[2]（万人）\t0.3\t0.4\t预期性",
        "村集体经济收入（万元）\t1200\t翻一番\t预期性",
        "数字经济增加值（亿元）\t20\t力争翻两番\t预期性",
        "民办学校（所）\t2\t翻新\t预期性",
    ]
    found, unread = _read("\n".join(rows), tmp_path)
    assert found == [
        "研发经费投入强度 = 1.2 % 预期性 0.8",
        "城镇新增就业 = 0.4 万人 预期性 0.3",
        "村集体经济收入 = 2 倍 预期性 1200",
        "数字经济增加值 = 4 倍 预期性 20",
    ]
    assert [row for row in unread if "民办学校" in row]


_OVER_TWO = "指标\t指标\t2025年\t2030年\t属性"


@pytest.mark.parametrize("numbers", [("1.", "2.", "3.", "4."), ("", "", "", "")])
def test_one_head_over_groups_and_names_makes_no_group_a_part_of_a_name(
    numbers: tuple[str, ...], tmp_path: Path
) -> None:
    one, two, three, four = numbers
    rows = [
        "专栏1 “十五五”时期综合交通运输发展主要指标",
        _OVER_TWO,
        f"设施网络\t{one}铁路营业里程（万公里）\t14.6\t16.5\t预期性",
        "设施网络\t其中：高速铁路营业里程\t3.8\t5\t预期性",
        f"设施网络\t{two}民用运输机场数（个）\t241\t＞270\t预期性",
        f"智能绿色\t{three}城市新能源公交车辆占比（%）\t66.2\t72\t预期性",
        f"智能绿色\t{four}交通运输二氧化碳排放强度下降率（%）\t—\t[5]\t约束性",
        "注：[ ]内为5年累计数。",
    ]
    assert _read("\n".join(rows), tmp_path)[0] == [
        "铁路营业里程 = 16.5 万公里 预期性 14.6",
        "高速铁路营业里程 = 5 万公里 预期性 3.8",
        "民用运输机场数 >= 270 个 预期性 241",
        "城市新能源公交车辆占比 = 72 % 预期性 66.2",
        "交通运输二氧化碳排放强度下降率 = 5 % 约束性 ",
    ]


@pytest.mark.parametrize(
    ("parts", "names"),
    [
        (
            ("城镇居民", "人均可支配收入（元）", "农村居民", "人均可支配收入（元）"),
            ("城镇居民：人均可支配收入", "农村居民：人均可支配收入"),
        ),
        (
            ("义务教育", "巩固率（%）", "义务教育", "师生比达标学校比例（%）"),
            ("义务教育：巩固率", "义务教育：师生比达标学校比例"),
        ),
        (
            ("食品安全", "抽检合格率（%）", "排放总量减少", "化学需氧量（%）"),
            ("食品安全：抽检合格率", "排放总量减少：化学需氧量"),
        ),
    ],
)
def test_one_head_over_two_parts_of_a_name(parts: tuple[str, ...], names: tuple[str, ...], tmp_path: Path) -> None:
    rows = ["专栏1 主要指标", _OVER_TWO]
    rows += [f"{parts[0]}\t{parts[1]}\t10\t20\t预期性", f"{parts[2]}\t{parts[3]}\t10\t20\t预期性"]
    rows += ["高中教育\t毛入学率（%）\t10\t20\t预期性", "高中教育\t毛利率（%）\t10\t20\t预期性"]
    found, _ = _read("\n".join(rows), tmp_path)
    assert [target.split(" ")[0] for target in found][:2] == list(names)

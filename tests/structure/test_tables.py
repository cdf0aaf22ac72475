"""Tables in whatever form they stand in a text, and the targets of their rows."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from compare import RunOptions
from compare.corpus import find_plans
from compare.model import Plan, Target
from compare.pipeline.compare import read_plans
from compare.structure.tables import Column, column_of, find_tables
from compare.targets import find_targets, unread_rows
from tests.builders import plan_of

TRUTH = Path(__file__).parents[1] / "data" / "indicator_tables.tsv"

TABBED = """表1 “十五五”主要指标
序号\t指标\t单位\t属性\t“十五五”目标\t
\t\t\t\t2030年\t年均［累计］
1\t全员劳动生产率\t万元/人\t预期性\t> 52\t—
2\t新增保障性租赁住房\t万套（间）\t预期性\t—\t［25—27］
3\t地表水优良水体比例\t%\t约束性\t完成国家下达目标\t—
4\t每千人口拥有医护人员数\t执业医师数\t人\t预期性\t5.0
"""
PIPED = """| 类别 | 指标 | 2025年 | 2030年 | 属性 |
|---|:--:|---|---|---|
| 民生 | 人均预期寿命（岁） | 80.1 | ≥81 | 预期性 |
| | 城镇调查失业率（%） | 5.2 | <5.5 | 预期性 |
"""
A_CELL_A_LINE = """主要指标
类别
序号
指标名称
2025年
预计
2030年
目标
年均/
累计
属性
民生福祉
（3项）
1
城镇新增就业人数（万人）
31.4
＞25
[125]
预期性
2
每千人口拥有医护人员数
执业医师数（人）
4.9
5.0
—
预期性
注册护士数（人）
5.92
6.02
—
预期性
绿色低碳
（1项）
3
城乡居民收入倍差
1.62
1.58
左右
—
预期性
"""
A_ROW_A_LINE = """“十五五”时期经济社会发展主要指标
类别 序号 指标 2025年 2030年目标 属性
创新
发展
(2项)
1
全社会研究与试验发展经费支出占地区生
产总值比重(%)
6左右∗ >6 预期性
2 地区生产总值年均增速(%) 5.4
4.5-5,
努力争取
更好结果
预期性
— 12 —
类别 序号 指标 2025年 2030年目标 属性
安全
(2项)
3 优良水体比例(%) —
达到国家
要求
约束性
4 食品药品安全
食品抽检合格率(%) >98.5∗ >98.7
药品抽检合格率(%) >99∗ >99
约束性
注:1.【 】为5年累计数。
第二篇 坚守职责使命
全市地区生产总值增长5%。
"""


def planned(text: str) -> Plan:
    plan = plan_of(text, year=2026, period="2026-2030")
    return replace(plan, tables=find_tables(text))


def rows(text: str) -> list[tuple[str, str, str, str]]:
    """Indicator, operator, value and unit of the targets that a table sets."""
    plan = planned(text)
    return [
        (target.indicator, target.operator, target.value, target.unit)
        for target in find_targets(plan)
        if any(table.start <= target.start < table.end for table in plan.tables)
    ]


def test_tabs_with_a_head_of_two_rows() -> None:
    assert rows(TABBED)[:3] == [
        ("全员劳动生产率", ">=", "52", "万元/人"),
        ("新增保障性租赁住房", "+", "25-27", "万套（间）"),
        ("地表水优良水体比例", "=", "", "%"),
    ]


def test_markdown() -> None:
    targets = find_targets(planned(PIPED))
    assert [(t.indicator, t.operator, t.value, t.unit, t.year, t.kind, t.base_value, t.base_year) for t in targets] == [
        ("人均预期寿命", ">=", "81", "岁", 2030, "预期性", "80.1", 2025),
        ("城镇调查失业率", "<=", "5.5", "%", 2030, "预期性", "5.2", 2025),
    ]


@pytest.mark.parametrize(
    "drawn",
    [
        "┌──┬──┬──┐\n│指标│2025年│2030年│\n├──┼──┼──┤\n│预期寿命（岁）│80.1│≥81│\n└──┴──┴──┘\n",
        "　┃指标┃2025年┃2030年┃\n　┃预期寿命（岁）┃80.1┃≥81┃\n",
        "｜指标｜2025年｜2030年｜\n｜预期寿命（岁）｜80.1｜≥81｜\n",
        "指标,2025年,2030年\n预期寿命（岁）,80.1,≥81\n",
    ],
)
def test_tables_drawn_with_signs(drawn: str) -> None:
    assert rows(f"主要指标\n{drawn}第二章 任务\n") == [("预期寿命", ">=", "81", "岁")]


def test_a_cell_a_line_with_rows_inside_a_row() -> None:
    assert rows(A_CELL_A_LINE) == [
        ("城镇新增就业人数", ">=", "25", "万人"),
        ("城镇新增就业人数", "+", "125", "万人"),
        ("每千人口拥有医护人员数：执业医师数", "=", "5.0", "人"),
        ("每千人口拥有医护人员数：注册护士数", "=", "6.02", "人"),
        ("城乡居民收入倍差", "=", "1.58", ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        A_ROW_A_LINE,
        # as a repair leaves it that joins lines broken in the middle of a sentence
        A_ROW_A_LINE.replace("占地区生\n产", "占地区生产").replace("预期性\n2 地区", "预期性2 地区"),
        A_ROW_A_LINE.replace("— 12 —\n", "").replace("(2项)\n3 优良", "(2项)\n3\n优良"),
    ],
)
def test_a_row_a_line_broken_over_lines_and_pages(text: str) -> None:
    assert rows(text) == [
        ("全社会研究与试验发展经费支出占地区生产总值比重", ">=", "6", "%"),
        ("地区生产总值年均增速", "=", "4.5-5", "%"),
        ("优良水体比例", "=", "", "%"),
        ("食品药品安全：食品抽检合格率", ">=", "98.7", "%"),
        ("食品药品安全：药品抽检合格率", ">=", "99", "%"),
    ]


def test_sentences_of_a_table_are_not_read_twice_and_those_after_it_are() -> None:
    targets = find_targets(planned(A_ROW_A_LINE))
    assert [target.indicator for target in targets][-1] == "地区生产总值增长"
    assert len(targets) == 6


def test_a_table_of_what_was_reached_sets_nothing() -> None:
    done = A_CELL_A_LINE.replace("主要指标\n", "专栏1 “十四五”规划指标完成情况\n", 1)
    assert rows(done) == []


def test_a_contents_list_with_tabs_is_no_indicator_table() -> None:
    assert rows("目录\n第一章 发展基础\t1\n第二章 总体要求\t4\n第三章 主要任务\t9\n") == []


@pytest.mark.parametrize(
    ("head", "column"),
    [
        ("序号", Column.NUMBER),
        ("指标名称", Column.NAME),
        ("单 位", Column.UNIT),
        ("指标属性", Column.KIND),
        ("2030年目标", Column.VALUE),
        ("年均/累计", Column.VALUE),
        ("责任单位和进度要求", Column.OTHER),
    ],
)
def test_heads(head: str, column: Column) -> None:
    assert column_of(head) is column


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([*A_CELL_A_LINE.split("\n"), *A_ROW_A_LINE.split("\n"), *TABBED.split("\n"), "|", "| a | 1 |"])
    )
)
def test_spans_of_cells_lie_in_their_table_whatever_the_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    last = 0
    for table in find_tables(text):
        assert last <= table.start <= table.end <= len(text)
        last = table.end
        for row in table.rows:
            assert all(table.start <= start <= end <= table.end for start, end in row)


@pytest.fixture(scope="module")
def outlines(corpora: Path) -> dict[str, Plan]:
    plans, _ = read_plans(find_plans(corpora / "five_year_plans"), options=RunOptions(jobs=1))
    return {plan.id: plan for plan in plans}


def test_cells_of_the_main_indicators_of_real_outlines(outlines: dict[str, Plan]) -> None:
    """Indicator, unit, base, value, year and kind against a transcription by hand: at least 95 cells of 100."""
    truth: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    with TRUTH.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            truth[row.pop("plan")].append(row)
    for plan_id, wanted in truth.items():
        plan = outlines[plan_id]
        found = [
            _cells(t) for t in find_targets(plan) if t.kind and any(a.start <= t.start < a.end for a in plan.tables)
        ]
        assert abs(len(found) - len(wanted)) <= 1, plan_id
        cells = [(row[head], got.get(head)) for row, got in zip(wanted, found, strict=False) for head in row]
        right = sum(one == other for one, other in cells)
        assert right >= 0.95 * len(cells), [pair for pair in cells if pair[0] != pair[1]]


def _cells(target: Target) -> dict[str, str]:
    return {
        "indicator": target.indicator,
        "unit": target.unit,
        "base": target.base_value,
        "target": target.value,
        "year": str(target.year),
        "kind": target.kind or "",
    }


TITLED = """第一章 主要目标
专栏1 “十五五”时期主要指标\t\t\t\t\t
类别\t指 标\t\t单 位\t2025年完成值\t2030 年目标值\t属性
一、经济（2项）\t\t\t\t\t\t
经济\t1. 全员劳动生产率\t\t万元/人\t28\t36\t预期性
\t2. 城镇开发边界扩展倍数\t\t—\t—\t≤1.35\t约束性
类别\t指 标\t\t单 位\t2025年完成值\t2030 年目标值\t属性
\t3. 每千人口医师/护士数\t\t人\t2.1/3.0\t2.6/3.8\t预期性
\t4. 单位地区生产总值能源\t\t%\t—\t14\t约束性
\t消耗降低\t\t\t\t\t
\t5. 法治满意度\t\t分\t—\t另行确认\t预期性
注：2025年为预计数。\t\t\t\t\t\t
"""
YEAR_ROWS = """专栏1 主要指标
指标名称\t单位\t年份\t目标值\t属性
地区生产总值\t亿元\t2025年\t60\t预期性
\t\t2035年\t120\t
永久基本农田\t万亩\t2025年\t≥35.2\t约束性
\t\t2035年\t≥35.6\t
"""
SIDE_BY_SIDE = """专栏1 主要指标
指标\t2030年目标\t属性\t指标\t2030年目标\t属性
森林覆盖率（%）\t45\t约束性\t城镇调查失业率（%）\t≤5.5\t预期性
城镇化率（%）\t70\t预期性\t人均预期寿命（岁）\t81\t预期性
"""


def test_title_group_and_repeated_head_rows_and_a_row_that_runs_over() -> None:
    assert rows(TITLED) == [
        ("全员劳动生产率", "=", "36", "万元/人"),
        ("城镇开发边界扩展倍数", "<=", "1.35", ""),
        ("每千人口医师", "=", "2.6", "人"),
        ("每千人口护士数", "=", "3.8", "人"),
        ("单位地区生产总值能源消耗降低", "=", "14", "%"),
    ]


def test_what_cannot_be_read_is_told() -> None:
    assert unread_rows(planned(TITLED)) == ("法治满意度 另行确认",)


def test_a_row_of_dashes_and_one_with_its_aim_where_it_starts_from_are_told() -> None:
    table = """指标\t单位\t2025年\t2030年\t年均\t属性
单位\t\t%\t%\t%\t
森林覆盖率\t%\t40\t45\t—\t约束性
高技能人才总量\t万人\t22以内\t—\t\t约束性
每千人口托位数\t个\t—\t—\t—\t预期性
海域面积\t平方公里\t120\t—\t—\t预期性
"""
    plan = planned("专栏1 主要指标\n" + table)
    assert unread_rows(plan) == ("高技能人才总量", "每千人口托位数")
    assert [target.indicator for target in find_targets(plan)] == ["森林覆盖率"]


def test_a_year_a_row_with_merged_names() -> None:
    targets = find_targets(replace(planned(YEAR_ROWS), year=2021, period="2021-2025"))
    assert [(t.indicator, t.value, t.unit, t.year, t.kind) for t in targets] == [
        ("地区生产总值", "60", "亿元", 2025, "预期性"),
        ("地区生产总值", "120", "亿元", 2035, "预期性"),
        ("永久基本农田", "35.2", "万亩", 2025, "约束性"),
        ("永久基本农田", "35.6", "万亩", 2035, "约束性"),
    ]


NO_OTHER_COLUMN = """主要指标
指 标 2025年（预计） 2030年目标
居民人均可支配收入增长（%） 5.1 与经济增长同步
城镇调查失业率（%） 5.0 <5.5
能源综合生产能力 非化石能源生产能力（万吨标准煤） 39 42
可再生能源装机容量（万千瓦） 50 61
粮食综合生产能力（万吨） — 73
"""
UNIT_OVER_LINES = """主要指标
序号
指标
单位
属性
2030年
1
单位生产总值生产安全事故死亡率
人/
亿元
约束性
< 0.006
2
法治满意度
分
预期性
另行确认
3
主要劳动年龄人口平均
受教育年限
年
约束性
12.6
"""
GROUP_OR_PARENT = """主要指标
类别 指标 单位 2030年 属性
绿色低碳 PM2.5平均浓度 微克/立方米 <30 约束性
森林覆盖率 % 24.1 约束性
食品药品安全 食品抽检合格率 % 98.7 约束性
药品抽检合格率 % 99 预期性
"""


def test_a_head_of_a_name_and_two_years_is_one() -> None:
    assert rows(NO_OTHER_COLUMN) == [
        ("居民人均可支配收入增长", "=", "", "%"),
        ("城镇调查失业率", "<=", "5.5", "%"),
        ("能源综合生产能力：非化石能源生产能力", "=", "42", "万吨标准煤"),
        ("能源综合生产能力：可再生能源装机容量", "=", "61", "万千瓦"),
        ("粮食综合生产能力", "=", "73", "万吨"),
    ]


def test_a_unit_over_two_lines_and_a_value_that_is_put_off() -> None:
    assert rows(UNIT_OVER_LINES) == [
        ("单位生产总值生产安全事故死亡率", "<=", "0.006", "人/亿元"),
        ("主要劳动年龄人口平均受教育年限", "=", "12.6", "年"),
    ]
    assert unread_rows(planned(UNIT_OVER_LINES)) == ("法治满意度 另行确认",)


def test_what_stands_above_two_names_that_speak_of_it_is_their_first_part() -> None:
    assert [name for name, *_ in rows(GROUP_OR_PARENT)] == [
        "PM2.5平均浓度",
        "森林覆盖率",
        "食品药品安全：食品抽检合格率",
        "食品药品安全：药品抽检合格率",
    ]


def test_a_year_a_row_with_the_first_part_of_a_name_in_each() -> None:
    text = (
        "专栏1 主要指标\n指标\t\t年份\t目标值\t属性\n食品药品安全\t食品抽检合格率（%）\t2025年\t98\t约束性\n"
        "食品药品安全\t\t2035年\t99\t约束性\n食品药品安全\t药品抽检合格率（%）\t2025年\t97\t约束性\n"
        "食品药品安全\t\t2035年\t98.5\t约束性\n"
    )
    targets = find_targets(replace(planned(text), year=2021, period="2021-2025"))
    assert [(t.indicator, t.value, t.unit, t.year) for t in targets] == [
        ("食品药品安全：食品抽检合格率", "98", "%", 2025),
        ("食品药品安全：食品抽检合格率", "99", "%", 2035),
        ("食品药品安全：药品抽检合格率", "97", "%", 2025),
        ("食品药品安全：药品抽检合格率", "98.5", "%", 2035),
    ]


def test_two_tables_side_by_side() -> None:
    assert [name for name, *_ in rows(SIDE_BY_SIDE)] == ["森林覆盖率", "城镇调查失业率", "城镇化率", "人均预期寿命"]


def test_rows_of_a_table_whose_head_is_not_known_are_told() -> None:
    text = "主要事项\n事项\t本期\t要求\n森林覆盖率（%）\t45\t约束性\n人均预期寿命（岁）\t81\t预期性\n"
    assert unread_rows(planned(text)) == ("森林覆盖率（%）", "人均预期寿命（岁）")
    assert unread_rows(planned(text.replace("\t", "\n"))) == ("森林覆盖率（%）", "人均预期寿命（岁）")


def test_rows_of_a_table_of_what_was_reached_are_none_that_could_not_be_read() -> None:
    assert unread_rows(planned(TITLED.replace("时期主要指标", "主要指标完成情况"))) == ()

"""Kinds of indicator tables that plans have, each in every format: the same rows, and those that its cells say."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare import RunOptions
from compare.corpus import find_plans
from compare.model import Plan
from compare.pipeline.compare import read_plans
from compare.targets import find_targets, unread_rows
from tests.targets.table_files import FORMATS
from tests.targets.table_layouts import Cell, Grid, Laid, Layout

_LAYOUT = Layout("above", "none", False, False, "name", "", "2030年", "column", False)

# A row a line; < goes on to the left, ^ goes on from above.
KINDS = {
    "numbers in names, groups without a number, two-part names, levels and [sums] side by side": (
        """指标|<|2025年|2030年|年均增速[累计]|属性
经济发展|<|<|<|<|<
（1）地区生产总值（亿元）|<|677|＞927|＞6.5%|预期性
（2）全员劳动生产率（万元/人）|<|8.7|＞12|＞6.6%|预期性
（3）城镇化率|常住人口城镇化率（%）|56.1|60|[3.9]|预期性
^|户籍人口城镇化率（%）|39.9|45|[5.1]|^
资源环境|<|<|<|<|<
（4）万元GDP用水量下降（%）|<|—|—|[23]|约束性
（5）污染物排放总量减少（%）|化学需氧量|—|—|[10]|约束性
^|氨氮|—|—|[11]|^
^|氮氧化物|—|—|[15]|^""",
        [
            "地区生产总值 >= 927 亿元 预期性 677",
            "地区生产总值年均增速 >= 6.5 % 预期性 ",
            "全员劳动生产率 >= 12 万元/人 预期性 8.7",
            "全员劳动生产率年均增速 >= 6.6 % 预期性 ",
            "城镇化率：常住人口城镇化率 = 60 % 预期性 56.1",
            "城镇化率：常住人口城镇化率 + 3.9 个百分点 预期性 56.1",
            "城镇化率：户籍人口城镇化率 = 45 % 预期性 39.9",
            "城镇化率：户籍人口城镇化率 + 5.1 个百分点 预期性 39.9",
            "万元GDP用水量下降 = 23 % 约束性 ",
            "污染物排放总量减少：化学需氧量 = 10 % 约束性 ",
            "污染物排放总量减少：氨氮 = 11 % 约束性 ",
            "污染物排放总量减少：氮氧化物 = 15 % 约束性 ",
        ],
    ),
    "several base columns": (
        """领域|指标名称|单位|“十四五”目标值|2025年完成值|2030年目标值|属性
经济|地区生产总值|亿元|500|486.2|700|预期性
^|研发经费投入强度|%|1.5|1.2|2.0|预期性
民生|基本养老保险参保率|%|95|95.2|≥97|约束性""",
        [
            "地区生产总值 = 700 亿元 预期性 486.2",
            "研发经费投入强度 = 2.0 % 预期性 1.2",
            "基本养老保险参保率 >= 97 % 约束性 95.2",
        ],
    ),
    "an amount and its growth below each year": (
        """指标|单位|2025年|<|2030年|<|属性
^|^|总量|增速（%）|总量|年均增速（%）|^
地区生产总值|亿元|486.2|4.1|700|7.5|预期性
固定资产投资|亿元|320|6|—|8|预期性
森林覆盖率|%|45.1|—|46|—|约束性""",
        [
            "地区生产总值 = 700 亿元 预期性 486.2",
            "地区生产总值年均增速 = 7.5 % 预期性 4.1",
            "固定资产投资年均增速 = 8 % 预期性 6",
            "森林覆盖率 = 46 % 约束性 45.1",
        ],
    ),
    "no base, and who is responsible": (
        """类别|主要指标|规划目标（2030年）|属性|责任部门
经济发展|地区生产总值（亿元）|700|预期性|县发展改革局
^|一般公共预算收入年均增长（%）|6左右|预期性|县财政局
创新发展|高新技术企业数（家）|120|预期性|县科技局
绿色发展|森林覆盖率（%）|≥46|约束性|县林业局""",
        [
            "地区生产总值 = 700 亿元 预期性 ",
            "一般公共预算收入年均增长 = 6 % 预期性 ",
            "高新技术企业数 = 120 家 预期性 ",
            "森林覆盖率 >= 46 % 约束性 ",
        ],
    ),
    "属性 first, over several rows": (
        """指标属性|序号|指标名称|单位|2025年现状值|2030年目标值
约束性指标|1|耕地保有量|万亩|38.52|不低于38.5
^|2|用水总量|亿立方米|2.8|不超过3.1
预期性指标|3|常住人口规模|万人|45.2|46
^|4|人均应急避难场所面积|平方米|1.2|≥1.5""",
        [
            "耕地保有量 >= 38.5 万亩 约束性 38.52",
            "用水总量 <= 3.1 亿立方米 约束性 2.8",
            "常住人口规模 = 46 万人 预期性 45.2",
            "人均应急避难场所面积 >= 1.5 平方米 预期性 1.2",
        ],
    ),
    "of a spatial plan": (
        """序号|指标项|指标属性|指标层级|2025年基期年|2030年
一、空间底线|<|<|<|<|<
1|生态保护红线面积（平方公里）|约束性|县域|850.2|≥850
2|城乡建设用地面积（平方公里）|约束性|县域|92.1|≤95
二、空间结构与效率|<|<|<|<|<
3|人均城镇建设用地面积（平方米）|约束性|县域、中心城区|128|≤120
4|每万元GDP地耗（平方米）|预期性|县域|45|≤38""",
        [
            "生态保护红线面积 >= 850 平方公里 约束性 850.2",
            "城乡建设用地面积 <= 95 平方公里 约束性 92.1",
            "人均城镇建设用地面积 <= 120 平方米 约束性 128",
            "每万元GDP地耗 <= 38 平方米 预期性 45",
        ],
    ),
    "spaced heads, growth in words": (
        """指 标 名 称|计量单位|2025年预计|2030年规划目标|年均增长或累计|指标属性
1.规模以上工业增加值增速|%|7.1|—|7左右|预期性
2.新增高标准农田|万亩|—|—|【8】|约束性
3.居民人均可支配收入增速|%|6|—|高于经济增长|预期性
4.亿元GDP生产安全事故死亡率|人/亿元|0.012|≤0.01|—|约束性""",
        [
            "规模以上工业增加值增速 = 7 % 预期性 7.1",
            "新增高标准农田 + 8 万亩 约束性 ",
            "居民人均可支配收入增速 =  % 预期性 6",
            "亿元GDP生产安全事故死亡率 <= 0.01 人/亿元 约束性 0.012",
        ],
    ),
    "several years that are past, sums in a column of their own": (
        """类别|指标|单位|2020年实际|2025年预计|2030年目标|五年累计|属性
经济|地区生产总值|亿元|1,100|1,520.5|2,100|—|预期性
^|城镇新增就业|万人|4.8|5|—|25|预期性
生态|森林覆盖率|%|60|61|62|1|约束性""",
        [
            "地区生产总值 = 2100 亿元 预期性 1520.5",
            "城镇新增就业 + 25 万人 预期性 5",
            "森林覆盖率 = 62 % 约束性 61",
            "森林覆盖率 + 1 个百分点 约束性 61",
        ],
    ),
    "in words, of a growth": (
        """类别|指标|2025年|2030年|年均/累计|属性
经济发展|1.地区生产总值（GDP）增长（%）|2.3|—|保持在合理区间、各年度视情提出|预期性
^|2.全员劳动生产率增长（%）|2.5|—|高于GDP增长|预期性
创新驱动|3.全社会研发经费投入增长（%）|—|—|＞7、力争投入强度高于“十四五”时期实际|预期性
民生福祉|4.城镇调查失业率（%）|5.2|—|＜5.5|预期性
^|5.人均预期寿命（岁）|77.3*|—|〔1〕|预期性""",
        [
            "地区生产总值（GDP）增长 =  % 预期性 2.3",
            "全员劳动生产率增长 =  % 预期性 2.5",
            "全社会研发经费投入增长 >= 7 % 预期性 ",
            "城镇调查失业率 <= 5.5 % 预期性 5.2",
            "人均预期寿命 + 1 岁 预期性 77.3",
        ],
    ),
}
# A page without rules does not tell which cells go on.
READ = [form for form in FORMATS if form != "pdf-open"]


def _grid(table: str) -> Grid:
    rows = [line.split("|") for line in table.splitlines()]

    def span(at: int, column: int, down: int, right: int, mark: str) -> int:
        count = 1
        while (
            at + down * count < len(rows)
            and column + right * count < len(rows[at])
            and rows[at + down * count][column + right * count] == mark
        ):
            count += 1
        return count

    return [
        [
            None if text in "<^" else Cell(text, span(at, column, 0, 1, "<"), span(at, column, 1, 0, "^"))
            for column, text in enumerate(row)
        ]
        for at, row in enumerate(rows)
    ]


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Plan]:
    """Plans by kind and format."""
    folder: Path = tmp_path_factory.mktemp("kinds")
    for number, (table, _) in enumerate(KINDS.values()):
        for form in READ:
            ending, write = FORMATS[form]
            write(Laid(_grid(table), 1, _LAYOUT, ()), folder / f"{number}-{form}.{ending}")
    found, _ = read_plans(find_plans(folder), options=RunOptions(jobs=1))
    return {plan.id.removesuffix("-2"): plan for plan in found}


@pytest.mark.parametrize("form", READ)
@pytest.mark.parametrize("kind", KINDS)
def test_rows(plans: dict[str, Plan], kind: str, form: str) -> None:
    plan = plans[f"{list(KINDS).index(kind)}-{form}"]
    found = [f"{t.indicator} {t.operator} {t.value} {t.unit} {t.kind} {t.base_value}" for t in find_targets(plan)]
    assert found == KINDS[kind][1]
    assert {target.year for target in find_targets(plan)} == {2030}
    assert unread_rows(plan) == ()


def _read(text: str, folder: Path) -> tuple[list[str], tuple[str, ...]]:
    """Targets and unread rows of a plan with these lines in it."""
    lines = ["某市国民经济和社会发展第十五个五年规划纲要", "第一章 主要目标", "坚持稳中求进，完善公共服务。", text]
    (folder / "plan.txt").write_text("\n".join([*lines, "第二章 重点任务", "加强生态保护。"]), encoding="utf-8")
    (plan,), _ = read_plans(find_plans(folder), options=RunOptions(jobs=1))
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


def test_a_table_that_is_turned_is_told(tmp_path: Path) -> None:
    rows = ["表1 主要指标", "指标\t地区生产总值\t森林覆盖率", "单位\t亿元\t%", "2025年\t1520\t61", "2030年\t2100\t62"]
    assert _read("\n".join(rows), tmp_path) == ([], ("地区生产总值", "森林覆盖率"))


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

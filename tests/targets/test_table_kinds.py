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
    "where it starts and what it aims at, without years": (
        """类别|指标名称|现状值|目标值|指标属性
空间|耕地保有量（万亩）|40.1|≥39.8|约束性
^|林地面积（万亩）|120|122|预期性
生态|PM2.5平均浓度（微克/立方米）|30|27|预期性""",
        [
            "耕地保有量 >= 39.8 万亩 约束性 40.1",
            "林地面积 = 122 万亩 预期性 120",
            "PM2.5平均浓度 = 27 微克/立方米 预期性 30",
        ],
    ),
    "two tables side by side": (
        """序号|指标|2025年|2030年|属性|序号|指标|2025年|2030年|属性
1|地区生产总值（亿元）|500|680|预期性|4|森林覆盖率（%）|45.2|46|约束性
2|常住人口城镇化率（%）|56|60|预期性|5|人均预期寿命（岁）|78|79.5|预期性
3|城镇登记失业率（%）|3.5|<5|预期性|6|粮食产量（万吨）|66|67|约束性""",
        [
            "地区生产总值 = 680 亿元 预期性 500",
            "森林覆盖率 = 46 % 约束性 45.2",
            "常住人口城镇化率 = 60 % 预期性 56",
            "人均预期寿命 = 79.5 岁 预期性 78",
            "城镇登记失业率 <= 5 % 预期性 3.5",
            "粮食产量 = 67 万吨 约束性 66",
        ],
    ),
    "handed down, ranks and changes in words; what binds under 备注": (
        """指标名称|2025年|2030年|备注
1.地区生产总值（亿元）|500|力争突破1000|预期性
2.地区生产总值增速（%）|5.2|年均增长5%左右|预期性
3.城乡居民收入比|2.1∶1|缩小到1.9∶1以内|预期性
4.用水总量（亿立方米）|6.2|≤上级下达指标|约束性
5.森林覆盖率（%）|45.2|依据上级下达任务确定|约束性
6.每万人口高价值发明专利拥有量（件）[1]|2.1|5|预期性
7.综合排名|全省第25位|进入全省前20|预期性
8.新增高标准农田（万亩）|—|累计新增5.2|约束性""",
        [
            "地区生产总值 >= 1000 亿元 预期性 500",
            "地区生产总值增速 = 5 % 预期性 5.2",
            "城乡居民收入比 <= 1.9:1  预期性 2.1:1",
            "用水总量 =  亿立方米 约束性 6.2",
            "森林覆盖率 =  % 约束性 45.2",
            "每万人口高价值发明专利拥有量 = 5 件 预期性 2.1",
            "综合排名 <= 20  预期性 25",
            "新增高标准农田 + 5.2 万亩 约束性 ",
        ],
    ),
    "sums and growth in one column, parts of a row, who is responsible": (
        """类别|序号|指标|单位|2025年|2030年|年均增长（%）|属性|责任单位
经济发展|1|固定资产投资|亿元|210|—|8|预期性|县发展改革局、县统计局
^|2|其中：工业投资|亿元|80|—|10以上|预期性|县工信局
民生|3|城镇新增就业|万人|2.6|—|五年累计2.5|预期性|县人社局
^|4|基本养老保险参保率|%|95.1|≥95%|—|预期性|县人社局
绿色|5|森林覆盖率①|%|45.2|45.5以上|—|约束性|县林业局""",
        [
            "固定资产投资年均增速 = 8 % 预期性 ",
            "工业投资年均增速 >= 10 % 预期性 ",
            "城镇新增就业 + 2.5 万人 预期性 2.6",
            "基本养老保险参保率 >= 95 % 预期性 95.1",
            "森林覆盖率 >= 45.5 % 约束性 45.2",
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

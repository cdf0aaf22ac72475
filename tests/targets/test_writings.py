"""Targets in writings that other plans have: marks before items, units of energy, limits of time, the plan's own name."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from compare.features import roles_of
from compare.model import Kind
from compare.structure import find_tables
from compare.targets import find_targets
from tests.builders import plan_of
from tests.targets.sentences import told


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # marks and Roman numerals of items are no part of a name
        ("√ 困难残疾人家庭无障碍改造达到1200户。", ["困难残疾人家庭无障碍改造 = 1200 户"]),
        ("▲残疾儿童义务教育入学率达到99%以上。", ["残疾儿童义务教育入学率 >= 99 %"]),
        ("Ⅰ.市级救灾物资储备库面积不少于8000平方米。", ["市级救灾物资储备库面积 >= 8000 平方米"]),
        # one figure of each act of one thing
        ("全年新开工、新投产项目各100个以上。", ["项目新开工 + 100 个", "项目新投产 + 100 个"]),
        # what joins a name to what stands before it is no part of it
        ("今年的高新技术企业达到500家。", ["高新技术企业 = 500 家"]),
        ("到2025年的常住人口城镇化率达到70%。", ["常住人口城镇化率 = 70 %"]),
        ("的士更新1000辆。", ["的士更新 + 1000 辆"]),
        # units of energy and of content; a thousand that is part of a unit
        ("供电煤耗低于285克标准煤/千瓦时。", ["供电煤耗 <= 285 克标准煤/千瓦时"]),
        ("绿电交易量突破30亿kW·h。", ["绿电交易量 >= 30 亿kW·h"]),
        ("土壤有机质含量提高到28克/千克。", ["土壤有机质含量 = 28 克/千克"]),
        ("降尘量不高于5吨/（平方公里·月）。", ["降尘量 <= 5 吨/（平方公里·月）"]),
        ("制造业增加值（占GDP比重）达到31%以上。", ["制造业增加值（占GDP比重） >= 31 %"]),
        ("奶牛单产水平9.5吨，粮食亩产435公斤。", ["奶牛单产水平 = 9.5 吨", "粮食亩产 = 435 公斤"]),
        ("会展场次达到2\u3000100场。", ["会展场次 = 2100 场"]),
        # the end of a word is no word between name and figure
        ("新增物流用地供应不低于3000亩。", ["新增物流用地供应 + 3000 亩"]),
        ("急救平均响应时间不超过12分钟，企业应不少于20家。", ["急救平均响应时间 <= 12 分钟", "企业 >= 20 家"]),
        # over how many years a sum is, and a cap in other words
        ("新增造林面积五年累计40万亩。", ["新增造林面积 + 40 万亩"]),
        ("城镇新增就业五年累计达到25万人。", ["城镇新增就业 = 25 万人"]),
        ("老旧小区改造总建筑面积累计1200万平方米。", ["老旧小区改造总建筑面积 = 1200 万平方米"]),
        ("小区总建筑面积3万平方米。", []),
        ("人口规模严控在2300万人之内。", ["人口规模 <= 2300 万人"]),
        # a time in which something is done
        ("不动产一般登记2个工作日办结。", ["不动产一般登记办结 <= 2 个工作日"]),
        ("企业开办1个工作日内办结。", ["企业开办办结 <= 1 个工作日"]),
        ("可办事项100%办结。", ["可办事项办结比例 = 100 %"]),
        ("自收到申请之日起3日内提出意见。", []),
        # speeds tell which railway is meant
        ("争取时速350公里高铁纳入规划。", []),
        ("旅客列车时速达到160公里。", ["旅客列车时速 = 160 公里"]),
        # the first of two growths is to be kept at least; ranks and numbers of things are told so, too
        ("地区生产总值增速“保8争9”。", ["地区生产总值增速 >= 8 %"]),
        ("规上工业增加值增长保7.5%争8%。", ["规上工业增加值增长 >= 7.5 %"]),
        ("上市公司数量“保4争5”。", []),
        # parts of a whole, and a sum behind them
        (
            "粮食种植面积10万亩，其中玉米5.1万亩、水稻1.2万亩，总产不低于0.95亿斤。",
            ["粮食种植面积 = 10 万亩", "玉米种植面积 = 5.1 万亩", "水稻种植面积 = 1.2 万亩", "粮食总产 >= 0.95 亿斤"],
        ),
        (
            "其中玉米5.1万亩、水稻1.2万亩，总产不低于0.95亿斤。",
            ["玉米 + 5.1 万亩", "水稻 + 1.2 万亩", "总产 >= 0.95 亿斤"],
        ),
        (
            "农业企业达到100家，其中龙头企业20家，总产值达到100亿元。",
            ["农业企业 = 100 家", "龙头企业 + 20 家", "龙头企业总产值 = 100 亿元"],
        ),
        # the unit with 余, and units of batteries, of computing, of warmth; an index without a unit
        ("改造农村户厕13万余户、供水管网300公里。", ["改造农村户厕 + 13 万户", "改造供水管网 + 300 公里"]),
        ("新增就业2万多人，植树1亿多株。", ["新增就业 + 2 万人", "植树 + 1 亿株"]),
        ("力争完成动力电池产量130GWh。", ["动力电池产量 + 130 GWh"]),
        ("全市算力规模突破190Eflops。", ["算力规模 >= 190 Eflops"]),
        ("居民供热室温全部达到20℃。", ["居民供热室温 = 20 ℃"]),
        ("大数据与实体经济融合指数达48左右。", ["大数据与实体经济融合指数 = 48"]),
        # what is given to each is no aim, a standard that rises is
        ("城市低保标准从每人每月700元提高到750元。", ["城市低保标准 = 750 元"]),
        ("“两项补贴”标准提高到每人100元/月。", ["“两项补贴”标准 = 100 元/月"]),
        ("给予每人每月300元补助。", []),
        # what projects are to cost is an aim where so many are to be found, and else the size of a project
        ("力争谋划项目总投资达到3600亿元以上。", ["项目总投资 >= 3600 亿元"]),
        ("新签约产业项目总投资额达到1800亿元。", ["新签约产业项目总投资额 = 1800 亿元"]),
        ("谋划储备总投资超过500亿元的项目。", []),
        ("筹措资金17亿元实施水利惠民工程。", ["筹措资金 + 17 亿元"]),
        # what there is
        ("我市4个国家级、13个省级开发区是发展的主战场。", []),
        ("全区有280万农牧民在城镇转移就业。", []),
        ("央企贡献了全市超过四成的工业增加值。", []),
        ("到2025年，有10个开发区进入全国百强。", ["开发区进入全国百强 + 10 个"]),
        # what is done with one thing, told of it once
        (
            "亿元以上项目新签约、新开工、新竣工分别超400个、500个、300个。",
            ["亿元以上项目新签约 >= 400 个", "亿元以上项目新开工 >= 500 个", "亿元以上项目新竣工 >= 300 个"],
        ),
        (
            "签约、开工、投产项目分别达到40个、50个、30个。",
            ["项目签约 = 40 个", "项目开工 = 50 个", "项目投产 = 30 个"],
        ),
        ("老楼加装电梯新开工1000部、完工600部。", ["老楼加装电梯新开工 + 1000 部", "老楼加装电梯完工 + 600 部"]),
        (
            "中药材种植面积稳定在120万亩，标准化种植面积50万亩。",
            ["中药材种植面积 = 120 万亩", "中药材标准化种植面积 = 50 万亩"],
        ),
        # how long something is to be in all, and how long one road is; grades of land
        ("绿道总长度达1.2万公里，建设总长达120公里的旅游公路。", ["绿道总长度 = 1.2 万公里"]),
        (
            "耕地质量平均等级达到4.2等，较2020年提升0.2个等级。",
            ["耕地质量平均等级 = 4.2", "耕地质量平均等级 + 0.2 个等级"],
        ),
        # how many each place is to have
        ("每个乡镇（街道）至少建成1个社工站。", ["每个乡镇（街道）社工站 >= 1 个"]),
        ("每个乡镇办好至少1所养老服务机构、1所幼儿园。", ["每个乡镇养老服务机构 >= 1 所", "每个乡镇幼儿园 >= 1 所"]),
        ("每个街道配备2名社工，全市培训社工300名。", ["每个街道社工 + 2 名", "培训社工 + 300 名"]),
        ("达优天数比例提升5个百分点以上。", ["达优天数比例提升 >= 5 个百分点"]),
        # how near something is reached is a part of the name of the rate
        ("公交站点500米覆盖率达到90%以上。", ["公交站点500米覆盖率 >= 90 %"]),
        ("公园绿地500米服务半径覆盖率达到90%。", ["公园绿地500米服务半径覆盖率 = 90 %"]),
        ("新建步道30公里，覆盖面达到90%。", ["新建步道 + 30 公里", "步道覆盖面 = 90 %"]),
        # parts of a 元 are units where they are reckoned of something
        ("推动一般工商业电价下降3分/千瓦时以上。", ["一般工商业电价下降 >= 3 分/千瓦时"]),
        ("社会物流成本下降0.5角/吨公里。", ["社会物流成本下降 = 0.5 角/吨公里"]),
        ("群众安全感测评90分以上，打造3角洲。", []),
        # so many times the figure of a year that is over
        ("算力规模扩大到2020年的3倍。", ["算力规模 = 3 倍"]),
        ("机器人密度达到2020年的1.5倍以上。", ["机器人密度 >= 1.5 倍"]),
        # of how much of the air or the soil stands before the figure, or behind a wide stroke
        ("PM2.5平均浓度保持在每立方米23微克以下。", ["PM2.5平均浓度 <= 23 微克/立方米"]),
        ("PM2.5年均浓度降至38微克／立方米以下。", ["PM2.5年均浓度 <= 38 微克/立方米"]),
        ("土壤有机质含量提高到每千克28克。", ["土壤有机质含量 = 28 克/千克"]),
        ("每立方米水产值达到150元。", ["每立方米水产值 = 150 元"]),
        ("新引进投资超百亿项目2个。", ["新引进投资超百亿项目 + 2 个"]),
        ("公交站点覆盖率达到90%/95%。", ["公交站点覆盖率 = 90 %"]),
        # what is new of one thing and what is worked on
        ("新建污水管网85公里，改造42公里。", ["新建污水管网 + 85 公里", "改造污水管网 + 42 公里"]),
        (
            "建设高标准农田8万亩，其中新建5万亩、改造提升3万亩。",
            ["建设高标准农田 + 8 万亩", "新建高标准农田 + 5 万亩", "改造高标准农田 + 3 万亩"],
        ),
        # places and households of one work
        ("完成8个村、1260户厕所改造。", ["村厕所改造 + 8 个", "厕所改造 + 1260 户"]),
    ],
)
def test_targets_of_a_sentence(sentence: str, expected: list[str]) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("潮州市治理水土流失面积达到300平方公里。", "水土流失面积"),
        ("到2030年，潮州市森林覆盖率达到60%。", "森林覆盖率"),
        ("潮州市级公园达到3个。", "潮州市级公园"),
        ("潮州市场主体达到3万户。", "潮州市场主体"),
    ],
)
def test_the_name_of_the_plans_own_area_is_no_part_of_an_indicator(sentence: str, expected: str) -> None:
    plan = plan_of(f"第一章 发展目标\n{sentence}", kind=Kind.OUTLINE, year=2026, period="2026-2030", region="潮州市")
    plan = replace(plan, roles=tuple(roles_of(plan)))
    (target,) = find_targets(plan)
    assert target.indicator == expected
    assert plan.text[target.start : target.end] == target.quote


def test_as_many_years_as_the_period_has_end_it() -> None:
    text = "第一章 发展目标\n力争三年内旅游总花费实现翻一番，每年新增A级旅游景区不少于2家。"
    plan = plan_of(text, kind=Kind.SPECIAL, year=2025, period="2025-2027")
    assert [target.year for target in find_targets(plan)] == [2027, 2027]


LINES = (
    "序号    指标                        单位    规划目标            属性\n"
    "                                            2025年    2030年\n"
    "1       农村低保标准年均增长        %       —         8         预期性\n"
    "2       养老机构护理型床位占比      %       61        70        约束性\n"
    "3       遗体火化率                  %       55        62        预期性\n"
)
NOTED = (
    "“十五五”主要指标表\t“十五五”主要指标表\t“十五五”主要指标表\t“十五五”主要指标表\t“十五五”主要指标表\n"
    "指标\t单位\t现状与目标\t现状与目标\t性质\n"
    "\t\t2025\t2030\t\n"
    "城镇污水处理率\t%\t97\t98.5\t约束性\n"
    "再生水利用率\t%\t24\t32\t预期性\n"
)
FAR = "指标\t规划目标（2025年）\t远景目标（2035年）\n综合阅读率（%）\t82\t90\n森林覆盖率（%）\t40\t42\n"


BEHIND = "指标\t2025年\t2030年\n水产品总产量，万吨\t46\t52\n绿色食品认证，个\t150\t210\n"
BOTH = "指标\t2025年/2030年\t单位\t属性\n护理型床位占比\t61/70\t%\t约束性\n持证社工人数\t1850/2600\t人\t预期性\n"
BARS = (
    "指标名称 | 2030年 | 属性\n--- | --- | ---\n护理型床位占比（%） | 70 | 约束性\n持证社工人数（人） | 2600 | 预期性\n"
)
DOWN = "年份\t进出口总额\t实际使用外资\n单位\t亿元\t亿美元\n2025年\t380\t4.8\n2030年\t520\t6.5\n"


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (BEHIND, ["水产品总产量 52 2030", "绿色食品认证 210 2030"]),
        (BOTH, ["护理型床位占比 70 2030", "持证社工人数 2600 2030"]),
        (BARS, ["护理型床位占比 70 2030", "持证社工人数 2600 2030"]),
        (
            BARS.replace(" | ", "；").replace("---；---；---\n", ""),
            ["护理型床位占比 70 2030", "持证社工人数 2600 2030"],
        ),
        (DOWN, ["进出口总额 520 2030", "实际使用外资 6.5 2030"]),
        (LINES, ["农村低保标准年均增长 8 2030", "养老机构护理型床位占比 70 2030", "遗体火化率 62 2030"]),
        (NOTED, ["城镇污水处理率 98.5 2030", "再生水利用率 32 2030"]),
        (FAR, ["综合阅读率 82 2025", "综合阅读率 90 2035", "森林覆盖率 40 2025", "森林覆盖率 42 2035"]),
    ],
)
def test_heads_of_two_lines_and_of_far_years(table: str, expected: list[str]) -> None:
    first = 2021 if table == FAR else 2026
    text = f"第一章 发展目标\n主要指标如下。\n{table}第二章 重点任务\n健全制度。\n"
    plan = plan_of(text, kind=Kind.OUTLINE, year=first, period=f"{first}-{first + 4}")
    plan = replace(plan, tables=find_tables(plan.text))
    assert [f"{each.indicator} {each.value} {each.year}" for each in find_targets(plan)] == expected

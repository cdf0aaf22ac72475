"""Figures told beside others: what a rise starts from, what it is compared with, ranges in words, parts of the area."""

from __future__ import annotations

import pytest

from compare.targets import find_contradictions, find_targets
from reports.wording import sentence as worded
from tests.builders import body_under_tasks, plan_of
from tests.targets.sentences import targets_of, told


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # 万 behind 亿 counts the whole number, not what stands behind 亿 alone
        ("粮食产量达到四亿六千五百万吨。", ["粮食产量 = 46500 万吨"]),
        ("总人口控制在十二亿五千万人以内。", ["总人口 <= 125000 万人"]),
        ("财政收入达到两万亿元。", ["财政收入 = 2 万亿元"]),
        # characters that stand for digits, as plans of the fifties write decimals
        ("汽车货物运输量达到六、七四九·三万吨。", ["汽车货物运输量 = 6749.3 万吨"]),
        ("国民收入每年增长百分之一七·八。", ["国民收入年均增长 = 17.8 %"]),
        ("开展“六·一”活动，纪念五·四运动。", []),
        ("系统策划生成一批投资达10亿、50亿、100亿级重大项目。", []),
        ("新增百亿级企业1家、50亿级企业2家。", ["新增百亿级企业 + 1 家", "新增50亿级企业 + 2 家"]),
        # ranges in words, the lower end with its own order of magnitude or without
        ("培育三至五家企业。", ["培育企业 + 3-5 家"]),
        ("供水能力增加四百～五百亿立方米。", ["供水能力增加 + 400-500 亿立方米"]),
        ("粮食产量稳定在四亿九千万～五亿吨。", ["粮食产量 = 4.9-5 亿吨"]),
        # what a change is compared with is neither a target nor a name
        ("用纱量达到69万吨，比2020年的50万吨增长38%。", ["用纱量 = 69 万吨", "用纱量增长 = 38 %"]),
        ("农民纯收入达到560元，比2020年的397元增长41%。", ["农民纯收入 = 560 元", "农民纯收入增长 = 41 %"]),
        # where a rise starts, a comma before where it ends
        ("文化建设的支出，应该从“十三五”的56%左右，提高到60%。", ["文化建设的支出 = 60 %"]),
        ("污水处理率由现在的40%，提高到60%以上。", ["污水处理率 >= 60 %"]),
        ("按2020年价格计算的地区生产总值达到2900亿元。", ["地区生产总值 = 2900 亿元"]),
        # sizes that tell which things, how much they cost, who does them
        ("累计举办5000人以上大型演唱会数量超800场。", ["举办5000人以上大型演唱会数量 + 800 场"]),
        ("编报储备重大项目不少于100个、总投资不少于120亿元。", ["编报储备重大项目 >= 100 个", "编报储备重大项目总投资 >= 120 亿元"]),
        ("建设甲水库、总投资5亿元。", []),
        ("6个县市实施重点城建项目173个。", ["重点城建项目 + 173 个"]),
        ("建成覆盖38个村的27处公益性公墓。", ["建成公益性公墓 + 27 处"]),
        ("用好用活航空、气象等86个科普场馆、美术馆等64个文化场馆。", []),
        ("我们站在一个新的历史起点上。", []),
        ("有效预警提前量达70分钟以上。", ["有效预警提前量 >= 70 分钟"]),
        # what an indicator stands beside, of itself and before what is told of it alone
        (
            "地区生产总值增速高于省平1个百分点、7%左右。",
            ["地区生产总值增速高于省平 = 1 个百分点", "地区生产总值增速 = 7 %"],
        ),
        (
            "一般公共预算收入增长6%，高于全市平均1个百分点。",
            ["一般公共预算收入增长 = 6 %", "一般公共预算收入增长高于全市 = 1 个百分点"],
        ),
        # a rule and no amount
        ("占用一亩就补足一亩同等质量的地，全年耕地净增加1.2万亩。", ["耕地净增加 + 1.2 万亩"]),
        # two verbs, one thing; names that share an end
        ("新建25万亩、改造提升20万亩高标准农田。", ["新建高标准农田 + 25 万亩", "改造高标准农田 + 20 万亩"]),
        ("粮食、肉蛋奶、蔬菜产量均稳定在百万吨以上。", ["粮食产量 >= 100 万吨", "肉蛋奶产量 >= 100 万吨", "蔬菜产量 >= 100 万吨"]),
        ("基本养老、医保参保率均稳定在95%以上。", ["基本养老参保率 >= 95 %", "医保参保率 >= 95 %"]),
        ("创评1家五星级、3家四星级旅游饭店。", ["五星级旅游饭店 + 1 家", "四星级旅游饭店 + 3 家"]),
        ("存贷款余额分别突破5000、5300亿元。", ["存款余额 >= 5000 亿元", "贷款余额 >= 5300 亿元"]),
        ("高新技术企业、瞪羚企业分别新增10家、15家以上。", ["新增高新技术企业 + 10 家", "新增瞪羚企业 + 15 家"]),
        ("水利、交通建设分别完成投资60亿元、70亿元。", ["完成水利投资 = 60 亿元", "完成交通建设投资 = 70 亿元"]),
        ("肉牛饲养量12.3万头、年出栏5.8万头。", ["肉牛饲养量 = 12.3 万头", "肉牛年出栏 = 5.8 万头"]),
        ("断面水质优良率、县级及以上水源地水质达标率均保持100%。", ["断面水质优良率 = 100 %", "县级及以上水源地水质达标率 = 100 %"]),
        ("旅游总收入和接待游客人次均增长10%。", ["旅游总收入增长 = 10 %", "接待游客人次增长 = 10 %"]),
        ("还有63万失能老人、158万残疾人需要照料。", []),
        ("力促服务业增加值增长6%左右。", ["服务业增加值增长 = 6 %"]),
        ("接待游客量、旅游总收入均增长5%以上。", ["接待游客量增长 >= 5 %", "旅游总收入增长 >= 5 %"]),
        ("亩均税收、亩均增加值均增长5%以上。", ["亩均税收增长 >= 5 %", "亩均增加值增长 >= 5 %"]),
        # a part of the area that begins a clause has its figures, until the whole is spoken of
        ("滨海新区常住人口超32万人，地区生产总值达1100亿元。", ["滨海新区常住人口 >= 32 万人", "滨海新区地区生产总值 = 1100 亿元"]),
        ("滨海新区地区生产总值增长8%，全市地区生产总值增长6%。", ["滨海新区地区生产总值增长 = 8 %", "地区生产总值增长 = 6 %"]),
        ("东城经开区要发挥引领作用，工业投资增长20%以上。", ["东城经开区工业投资增长 >= 20 %"]),
        ("地区生产总值增长5%，滨海新区地区生产总值增长8%，城镇调查失业率5%以内。", ["地区生产总值增长 = 5 %", "滨海新区地区生产总值增长 = 8 %", "城镇调查失业率 <= 5 %"]),
    ],
)  # fmt: skip
def test_figures_beside_others(sentence: str, expected: list[str]) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("到2025年，按2020年价格计算的地区生产总值达到2900亿元。", 2025),
        ("到2025年，地区生产总值增长6%；2024年价格涨幅3%。", 2025),
        ("展望2035年，在“十四五”基础上再奋斗十年，人均地区生产总值比2020年翻一番。", 2035),
        ("推进2018年度6个和美乡村建设，打造4个精品示范村。", 2025),
    ],
)
def test_times_that_figures_start_from_are_not_theirs(sentence: str, year: int) -> None:
    assert targets_of(sentence)[0].year == year


def test_a_year_that_something_is_prepared_for_is_not_that_of_what_follows() -> None:
    paragraph = "为到2035年人均地区生产总值翻一番打好基础。提出单位地区生产总值二氧化碳排放降低17%。"
    assert [target.year for target in targets_of(paragraph)] == [2035, 2025]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("到2025年，商品零售额达到6469亿元，比2020年增长59%，平均每年增长8.5%。",
         "“商品零售额”写比2020年增长（下降）59%，每年应为9.7%，文中写年均8.5%"),
        ("到2025年，商品零售额达到6469亿元，比2020年增长50.4%，平均每年增长8.5%。", None),
        ("到2025年，商品零售额达到6469亿元，比2020年增长59%以上，平均每年增长8.5%。", None),
        ("2025年单位地区生产总值能耗比2020年下降13.5%，年均下降3.9%。",
         "“单位地区生产总值能耗降低”写比2020年增长（下降）13.5%，每年应为2.9%，文中写年均3.9%"),
        ("2025年单位地区生产总值能耗比2020年下降13.5%，年均下降2.9%。", None),
        ("常住人口城镇化率由2020年的40%提高到46%，提高5个百分点。",
         "“常住人口城镇化率”由40%到46%相差6个百分点，文中写5个百分点"),
        ("常住人口城镇化率由2020年的40%提高到46%，提高6个百分点。", None),
        ("到2025年，商品零售额达到6469亿元，比2020年的4305亿元增长59%。",
         "“商品零售额”由4305亿元到6469亿元相差50.3%，文中写增长（下降）59%"),
        ("到2025年，商品零售额达到6469亿元，比2020年的4305亿元增长50%。", None),
        ("用纱量达到69万吨，比2020年的50万吨增加19万吨，增长38%。", None),
    ],
)  # fmt: skip
def test_growths_that_do_not_agree_with_their_figures(sentence: str, expected: str | None) -> None:
    plan = plan_of(body_under_tasks(sentence), year=2021, period="2021-2025")
    found = find_contradictions([plan], find_targets(plan))
    assert [worded(each.reason, "zh") for each in found] == ([expected] if expected else [])

"""The grammar of quantities: which figures of a sentence are read, and which are set as aims."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.features import roles_of
from compare.model import Role
from compare.targets import find_targets
from compare.text import amounts, set_figures, value_of, writes_figure
from compare.text.units import ALL
from tests.builders import plan_of

VERBS = (
    "新建",
    "改建",
    "扩建",
    "建成",
    "建设",
    "创建",
    "新增",
    "引进",
    "培育",
    "打造",
    "改造",
    "开工",
    "完成",
    "推进",
    "举办",
)


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("到2025年，生产总值达到500亿元。", ["500亿元"]),
        ("到2025年。", []),
        ("2021-2025年实施。", []),
        ("2025年4月1日起施行。", []),
        ("构建“3+3+X”农业产业体系。", []),
        ("落实“1+1+9”工作部署。", []),
        ("打造“1小时交通圈”。", []),
        ("构建1个+N个平台体系。", []),
        ("加快5G网络建设。", []),
        ("推动IPv6规模部署。", []),
        ("改造G323线。", []),
        ("改造G323线20公里。", ["20公里"]),
        ("新建南门等5座桥梁。", ["5座"]),
        ("聚焦国家试验区的11项试验任务。", []),
        ("完成上级下达任务100个。", []),
        ("落实小微企业减免40%税费政策。", []),
        ("打造千亿级产业集群。", ["千亿级"]),
        ("培育五百亿级产业集群。", ["五百亿级"]),
        ("达到10-20年一遇防洪标准。", ["10-20年一遇"]),
        ("增速达到百分之五。", ["百分之五"]),
        ("居民收入翻一番。", ["翻一番"]),
        ("每千老人床位达40-45张。", ["40-45张"]),
        ("装机达到30 万千瓦。", ["30 万千瓦"]),
        ("建成充电桩 2,000 个。", ["2,000 个"]),
        ("提高3个百分点。", ["3个百分点"]),
        ("控制在3.5‰以内。", ["3.5‰"]),
        ("新增30余家企业。", ["30余家"]),
        ("新建3所学校、5家医院。", ["3所", "5家"]),
        ("森林覆盖率保持在75%以上。", ["75%"]),
        ("PM2.5浓度达标。", []),
        ("三次产业结构为26:30:44。", ["26:30:44"]),
        ("举办第14届运动会。", []),
        ("孕产妇死亡率控制在12/10万以内。", ["12/10万"]),
        ("完成上级下达补贴性职业技能培训3000人次任务。", []),
        ("新建两座污水处理厂。", ["两座"]),
        ("新建敬老院十二所。", ["十二所"]),
        ("加快通村公路建设１２公里。", ["１２公里"]),
    ],
)
def test_figures(sentence: str, wanted: list[str]) -> None:
    assert [sentence[figure.start : figure.core_end] for figure in set_figures(sentence)] == wanted


@given(number=st.integers(1, 10**12))
def test_numbers_in_words_are_what_they_say(number: int) -> None:
    import cn2an

    assert value_of(cn2an.an2cn(number)) == str(number)


@pytest.mark.parametrize("words", ["", "点五", "三五", "千百", "五点"])
def test_what_is_no_number_in_words(words: str) -> None:
    assert value_of(words) == ""


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("地区生产总值突破五千亿元。", "5000", "亿元"),
        ("粮食产量稳定在二十万吨以上。", "20", "万吨"),
        ("进出口总额达到一百二十亿美元。", "120", "亿美元"),
        ("数字经济规模达到两万亿元。", "2", "万亿元"),
        ("工业产值超千亿。", "1000", "亿"),
        ("旅游收入突破万亿元。", "1", "万亿元"),
        ("举办文化活动千场以上。", "1000", "场"),
        ("八成以上的行政村建成卫生室。", "80", "%"),
        ("研发投入强度提高两个百分点。", "2", "个百分点"),
        ("居民收入增长一倍。", "1", "倍"),
        ("居民收入翻两番。", "4", "倍"),
        ("零售总额达1 200亿元。", "1200", "亿元"),
        ("固定资产投资达到3，530亿元。", "3530", "亿元"),
        ("原煤产量达到１０，０００万吨。", "10000", "万吨"),
        ("细颗粒物浓度降到25μg/m³。", "25", "μg/m³"),
        ("细颗粒物浓度降到25µg/m3。", "25", "µg/m3"),
        ("细颗粒物浓度降到25微克每立方米。", "25", "微克每立方米"),
        ("人口自然增长率控制在千分之五以内。", "5", "‰"),
        ("孕产妇死亡率控制在十万分之六以内。", "6", "/10万"),
        ("工业增加值年均增长百分之六点五。", "6.5", "%"),
        ("森林覆盖率达到百分之82。", "82", "%"),
        ("人均预期寿命达到八十岁。", "80", "岁"),
        ("城区人口由三十万人增加到五十万人。", "50", "万人"),
        ("培训农民三万人次。", "3", "万人次"),
        ("核心产业增加值占地区生产总值比重达到32%。", "32", "%"),
        ("零碳建筑总建筑面积不少于1000万平方米。", "1000", "万平方米"),
        ("实有市场主体达到12.5万户。", "12.5", "万户"),
        ("每个乡镇至少培育一家龙头企业。", "1", "家"),
        ("污水处理能力达到3万t/d。", "3", "万t/d"),
    ],
)
def test_every_way_of_writing_a_number(sentence: str, value: str, unit: str) -> None:
    last = set_figures(sentence)[-1]
    assert (last.value, last.unit) == (value, unit)


@pytest.mark.parametrize(
    "sentence",
    [
        "力争实现翻一番。",
        "推进千村示范、万村整治工程，服务千家万户。",
        "坚持一个中心、两个基本点，深化三项制度改革。",
        "推动五大产业发展，实施十大工程。",
        "项目占地500亩，总建筑面积3万平方米。",
        "打造万亩茶园、千亩果园。",
        "三方协议全面落实，多元投入机制更加完善。",
        "地方管理的工业大体上可以分为两部分，各司其责。",
    ],
)
def test_words_that_hold_numerals_are_no_figures(sentence: str) -> None:
    assert set_figures(sentence) == ()


UNITS = sorted(set(ALL) - {"人民币", "P"})


@pytest.mark.parametrize("unit", UNITS)
def test_every_unit_is_known_to_roles_and_targets_alike(unit: str) -> None:
    """A target is found just where the clause is in the role of one, whatever the unit and the verb."""
    sentences = [f"到2025年，{verb}{thing}12{unit}。" for verb in VERBS for thing in ("绿色廊道", "平均用时")]
    sentences += [f"到2025年，绿色廊道平均水平{reach}12{unit}。" for reach in ("达到", "不低于", "控制在", "超过")]
    plan = plan_of("第一章 重点任务\n" + "\n".join(sentences), year=2021, period="2021-2025")
    roles = dict(zip(plan.clauses, roles_of(plan), strict=True))
    found = find_targets(plan)
    for clause in plan.clauses:
        if clause.kind == "body":
            holds = any(clause.start <= target.start < clause.end for target in found)
            assert holds == (roles[clause] is Role.TARGET), plan.text[clause.start : clause.end]
    assert sum(role is Role.TARGET for role in roles.values()) >= 4


@pytest.mark.parametrize(
    ("text", "figure", "written"),
    [
        ("就业率达到５％以上", "5%", True),
        ("由4.5%升到5%", "5%", True),
        ("增长百分之五", "5%", True),
        ("增长5-6%", "5%", True),
        ("新增就业1,200人", "1200人", True),
        ("灌溉水有效利用系数提高到0.6", "0.6", True),
        ("培育企业1000家", "1000", True),
        ("覆盖率55%，占比2.5%", "5%", False),
        ("新增高新技术企业100家以上", "1000", False),
        ("生产总值增长8.5%", "8%", False),
        ("建设学校5所", "5%", False),
    ],
)
def test_a_text_writes_a_figure_and_not_another_that_holds_its_digits(text: str, figure: str, written: bool) -> None:
    assert writes_figure(text, figure) is written


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("提请审议地方性法规草案5件，办理建议1253件。", ["5件", "1253件"]),
        ("已建成幼儿园203所，居全省第5位。", ["203所"]),
        ("培育百亿级产业集群。", ["百亿级"]),
        ("人均预期寿命提升到79岁。", ["79岁"]),
        ("民生支出占比达七成。", ["七成"]),
        ("实施三年行动，打通最后一公里。", []),
        ("从八个方面突破，抓好13方面实事。", []),
        ("落实“民营经济31条”“5个20”要求。", []),
        ("建设500千伏输变电工程，5.人工智能+治理。", []),
        ("提升“15分钟生活圈”，年满65岁。", []),
    ],
)
def test_amounts_count_or_measure_something(sentence: str, wanted: list[str]) -> None:
    assert [sentence[figure.start : figure.core_end] for figure in amounts(sentence)] == wanted

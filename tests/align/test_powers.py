"""What a level keeps for itself: told by the clause alone, and no plan below is asked for it."""

from __future__ import annotations

import pytest

from compare.align import asking, find_requirements, is_called_national, own_task, side_of
from compare.features import Reading
from compare.model import Label, Level
from tests.builders import alignments, below, body_under_tasks, plan_of


@pytest.mark.parametrize(
    ("quote", "level", "kept"),
    [
        ("拟安排地方政府专项债券3.9万亿元。", Level.NATIONAL, "upper_only"),
        ("国际收支保持基本平衡；", Level.NATIONAL, "upper_only"),
        ("加强反腐败国际合作，一体构建追逃防逃追赃机制。", Level.NATIONAL, "upper_only"),
        ("坚定不移贯彻“一国两制”，坚持依法治港治澳。", Level.NATIONAL, "upper_only"),
        ("加紧练兵备战，发展武器装备。", Level.NATIONAL, "other_body"),
        ("各级政府要支持国防和军队建设，开展双拥工作。", Level.NATIONAL, None),
        ("建设两岸交流基地。", Level.NATIONAL, None),
        ("推广节水灌溉、智慧农机、绿色防控，扩大人民币结算，建设粮库。", Level.NATIONAL, None),
        ("开展第三轮省级环保督察。", Level.PROVINCE, "upper_only"),
        ("开展第三轮省级环保督察。", Level.CITY, None),
        ("制定数字经济促进条例。", Level.PROVINCE, "upper_only"),
        ("分类推进高校改革，优化学科专业。", Level.PROVINCE, "upper_only"),
        ("完善自治区以下财政体制。", Level.PROVINCE, "upper_only"),
        ("实施投资500亿元的重大项目。", Level.PROVINCE, None),
        ("落实渐进式延迟法定退休年龄改革。", Level.PROVINCE, "upper_only"),
        ("优化江苏省产品碳足迹公共服务平台。", Level.PROVINCE, "upper_only"),
        ("打造江苏制造品牌。", Level.PROVINCE, None),
        ("建设园区，引进企业，培育人才，支持省属企业投资。", Level.PROVINCE, None),
    ],
)
def test_what_nation_or_province_arranges_as_a_whole(quote: str, level: Level, kept: str | None) -> None:
    assert own_task(quote, plan_of("建设公园。", level=level, region="江苏省")) == kept


def test_what_a_level_keeps_is_asked_of_no_plan_below() -> None:
    sentence = "完善自治区以下财政体制，推进事权和支出责任划分。"
    above = plan_of(body_under_tasks(sentence), "upper", level=Level.PROVINCE, region="宁夏回族自治区")
    lower = below(plan_of(body_under_tasks("发展枸杞产业。"), "lower", region="中卫市"), "upper")
    (row,) = [row for row in alignments([above, lower]) if row.clause.quote == sentence]
    assert row.label is Label.NOT_APPLICABLE and row.reason.code == "for_upper_only"
    told = {each.clause: each.binds for each in find_requirements(asking(side_of(Reading(above))))}
    assert told[row.clause.clause] == "upper_only"


def test_a_theme_called_after_what_the_nation_does_is_asked_of_nobody() -> None:
    national, city = (plan_of("建设公园。", level=level) for level in (Level.NATIONAL, Level.CITY))
    assert is_called_national("祖国统一大业", national) and not is_called_national("养老服务", national)
    assert not is_called_national("祖国统一大业", city)

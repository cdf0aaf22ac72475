"""What stands around a plan that was issued as an official document."""

from __future__ import annotations

import pytest

from compare.structure import find_outline
from tests.builders import plan_of

TITLE = "连州市国民经济和社会发展第十四个五年规划和2035年远景目标纲要"
PLAN = f"""{TITLE}
第一章 发展形势
全市经济总量不大，工业产业基础薄弱。
第二章 主要任务
加快推进广连高速建成通车，新建标准厂房20万平方米。
第三章 保障措施
各部门要将本规划确定的任务分解落实到年度计划。"""
NOTICE = f"连州市人民政府关于印发{TITLE}的通知"
TO = "各镇（乡）人民政府，市府直属各单位："
ISSUED = f"《{TITLE}》已经市第八届人民代表大会第六次会议审议通过，现印发给你们，请认真贯彻执行。"
SIGNED = ("连州市人民政府", "2021年4月28日")
COPIES = ("抄送：市委各部门，市人大常委会办公室，市纪委监委，市法院。", "连州市人民政府办公室　　　　2021年4月28日印发")


def told(text: str) -> list[str]:
    """What of a text is read as the plan's: its headings and paragraphs."""
    return [text[block.start : block.end] for block in find_outline(text).blocks if block.kind in ("heading", "body")]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ((NOTICE, "连府〔2021〕15号", TO, ISSUED, *SIGNED, "（此件公开发布）"), COPIES),
        (("000001", "特急", "连州市人民政府文件", "连府〔2021〕15号", NOTICE, TO, ISSUED, *SIGNED), ("（此件公开发布）", *COPIES)),
        ((NOTICE, TO, f"{ISSUED}执行中的问题，请径向市发展改革局反映。", f"附件：{TITLE}", *SIGNED, "附件"), COPIES),
        ((NOTICE, TO, "《纲要》已经市政府同意，现予印发。请抓好组织实施。", "特此通知。", *SIGNED), ("公开方式：主动公开",)),
        ((f"连州市人民政府办公室转发市发展改革局关于{TITLE}的通知", TO, "经市政府同意，现转发给你们，请贯彻落实。", *SIGNED), ()),
        (("关于印发规划的通知", "现将《规划》印发给你们，请认真组织实施。", "连州市发展和改革局", "二〇二一年四月二十八日"), ()),
        ((f"关于{TITLE}的决议", "会议审查了市人民政府提出的纲要。", "会议决定，批准这个规划纲要。"), ("联系人：张三",)),
    ],
    ids=["letter", "head", "enclosure", "two sentences", "passed on", "unaddressed", "resolution"],
)  # fmt: skip
def test_letter_and_colophon_are_not_the_plans(above: tuple[str, ...], below: tuple[str, ...]) -> None:
    assert told("\n".join((*above, PLAN, *below))) == told(PLAN)


def test_a_notice_alone_keeps_its_text() -> None:
    notice = "\n".join((NOTICE, TO, ISSUED, *SIGNED))
    assert ISSUED in told(notice)


@pytest.mark.parametrize(
    "sentence",
    [
        "市政府办公室已于2021年4月将重点任务分工方案印发各单位，要求认真贯彻执行。",
        "抄送制度进一步健全。",
        "推进政府信息公开方式改革。",
    ],
)
def test_a_plan_that_speaks_of_documents_loses_nothing(sentence: str) -> None:
    text = f"{PLAN}\n{sentence}\n加强监督。"
    assert sentence.rstrip("。") in "".join(told(text))
    first = f"{TITLE}\n{sentence}\n{PLAN}"
    assert sentence.rstrip("。") in "".join(told(first))


def test_a_title_that_the_file_marks_is_the_title_below_a_menu_too() -> None:
    text = f"某某网站欢迎您\n{TITLE}\n前言\n{PLAN.partition(chr(10))[2]}"
    marked = {text.index(TITLE): 1, text.index("第一章"): 2, text.index("第二章"): 2}
    blocks = find_outline(text, marked).blocks
    assert TITLE in [text[block.start : block.end] for block in blocks if block.kind == "title"]


@pytest.mark.parametrize("label", ["附件", "附件：", "附件1", "附 件 1", "附件一："])
def test_the_label_of_an_annex_above_a_plan_leaves_it_its_title(label: str) -> None:
    title = "连州市养老服务体系建设“十四五”规划"
    text = f"{label}\n\n{title}\n第一章 总则\n推进各项工作，加快建设。\n附件\n重点项目表\n新建敬老院3所。\n"
    plan = plan_of(text)
    assert [text[c.start : c.end] for c in plan.clauses if c.kind == "title"] == [title]
    assert [section.heading for section in plan.sections] == ["第一章 总则", "重点项目表"]

"""A notice, news, a contents list or a cover is told and never judged; after a plan's end nothing is the plan's."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare import RunOptions, compare_plans
from compare.model import Reason
from compare.readers import raw_text, read_file
from compare.repair import repair
from compare.structure import find_outline, what_else
from tests.builders import COUNTY, PLAN_IDS, SEEDS
from tests.conftest import CORPORA

NOTICE = """连州市人民政府关于印发连州市国民经济和社会发展第十四个五年规划纲要的通知
各镇人民政府，市政府各部门：
《连州市国民经济和社会发展第十四个五年规划纲要》已经市人民代表大会审议通过，现印发给你们，请结合实际认真组织实施。
连州市人民政府
2021年5月12日
附件：连州市国民经济和社会发展第十四个五年规划纲要.pdf"""
LISTED = """连州市人民政府办公室关于印发连州市“十四五”规划纲要的通知
连府办〔2021〕8号
各镇人民政府，市直各单位：
《连州市“十四五”规划纲要》已经市人民政府同意，现印发给你们，请认真组织实施。
附件：1.连州市“十四五”规划纲要
2.重点项目表
3.任务分工表
2021年3月2日
（此件公开发布）"""
RESOLVED = (
    "连州市第八届人民代表大会第一次会议关于连州市国民经济和社会发展第十四个五年规划纲要的决议\n（2021年3月2日通过）\n"
    "连州市第八届人民代表大会第一次会议审查了市人民政府提出的规划纲要（草案），同意财政经济委员会的审查结果报告，"
    "决定批准这个规划纲要。"
)
NEWS = "连州市出台文旅发展规划\n近日，连州市人民政府印发《连州市文化旅游发展规划》，提出建设粤北旅游名城。\n附件：规划全文.docx"
MEETING = (
    "县人大代表围绕《政府工作报告》进行讨论\n1月14日下午，参加某某县人民代表大会第一次会议的代表分成15个代表团，"
    "围绕县人民政府工作报告进行分组讨论。\n与会人员一致认为报告指导性强、催人奋进。"
)
CONTENTS = "连州市规划纲要\n目录\n" + "\n".join(
    f"第{n}章 重点任务之{n}……{at}" for at, n in enumerate("一二三四五六七八", 3)
)
COVER = "连州市国民经济和社会发展\n第十四个五年规划纲要\n连州市人民政府\n2021年3月"


def told(text: str) -> Reason | None:
    canonical = repair(raw_text(text)).text
    return what_else(canonical, find_outline(canonical))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (NOTICE, Reason("notice_only", ("连州市国民经济和社会发展第十四个五年规划纲要.pdf",))),
        (LISTED, Reason("notice_only", ("连州市“十四五”规划纲要",))),
        (RESOLVED, Reason("notice_only", ("",))),
        (NEWS, Reason("news_only", ("规划全文.docx",))),
        (MEETING, Reason("news_only", ("",))),
        (CONTENTS, Reason("contents_only")),
        (COVER, Reason("cover_only")),
        (COUNTY, None),
        (NOTICE + "\n" + COUNTY * 3, None),
    ],
)
def test_what_is_no_plan_is_told(text: str, reason: Reason | None) -> None:
    assert told(text) == reason


def test_real_plans_are_plans() -> None:
    files = [*(SEEDS / f"{name}.txt" for name in PLAN_IDS), *sorted(CORPORA.glob("*/*.txt"))[::6]]
    for file in files:
        canonical = repair(read_file(file)).text
        assert what_else(canonical, find_outline(canonical)) is None, file.name


def test_nothing_is_claimed_of_a_notice(tmp_path: Path) -> None:
    (tmp_path / "清远市.txt").write_text(COUNTY.replace("连州市", "清远市"), encoding="utf-8")
    (tmp_path / "连州市.txt").write_text(NOTICE, encoding="utf-8")
    found = compare_plans(tmp_path, options=RunOptions(jobs=1))
    assert {cell.status for cell in found.coverage if cell.plan == "连州市"} == {"cannot_say"}
    assert not [gap for gap in found.gaps if gap.plan == "连州市"]
    (source,) = (each for each in found.sources if each.plan == "连州市")
    assert source.warnings[0].code == "notice_only"


BODY = (
    "一、重点任务\n推进产业集群建设，新建标准厂房20万平方米，建设10个省级先导区。\n完善养老服务设施，新建敬老院3所。\n"
)


@pytest.mark.parametrize(
    "end",
    ["编辑： 王某纠错：editor@example.com", "责任编辑：李某", "【稿源：某某日报】", "相关链接", "相关链接：", "回首页"],
)
def test_after_the_end_of_an_article_nothing_is_a_clause(end: str) -> None:
    text = f"{BODY * 2}{end}\n手机版\n“石榴王”穿过老院墙 引众人打卡拍照\n取暖器突然冒烟！这两个功能切勿同时开启\n"
    assert repair(raw_text(text)).text.strip() == (BODY * 2).strip()


def test_headlines_after_the_last_words_of_a_speech_go_but_an_annex_stays() -> None:
    speech = BODY + "各位代表！让我们更加紧密地团结起来，为谱写新篇章而努力奋斗！\n"
    assert repair(raw_text(speech + "雨后双彩虹引发热议\n市民打卡拍照\n")).text.strip() == speech.strip()
    annex = "附件\n名词解释\n1.河长制：指各级党政领导负责河流的制度。\n"
    assert "河长制" in repair(raw_text(speech + annex)).text


def test_an_editor_named_before_the_text_ends_nothing() -> None:
    text = "编辑：王某\n" + BODY * 3
    assert repair(raw_text(text)).text.strip().endswith("新建敬老院3所。")
    assert (
        "标准厂房"
        in repair(raw_text(BODY * 2 + "责任编辑：李某\n" + "二、保障措施\n" + BODY[7:])).text.split("李某")[-1]
    )


@pytest.mark.parametrize(
    "head",
    [
        "标题：2022年保定市政府工作报告\n发文单位：保定市人民政府\n来源URL：http://example.com/1.shtml\n\n正文：\n\n",
        "【标题】2022年保定市政府工作报告\n【来源】保定市人民政府\n【链接】http://example.com/1.shtml\n【正文】\n",
        "【法规标题】2022年保定市政府工作报告\n【发布部门】保定市人民政府\n【效力级别】地方工作文件\n【法宝引证码】CLI.12.1\n【时效性】现行有效\n",
        "标题\t2022年保定市政府工作报告\n发布单位\t保定市人民政府\n网址\thttp://example.com/1.shtml\n正文\t",
        "年份：2022\n城市：保定市\n标题：2022年保定市政府工作报告\n爬虫批次：17\n词数：15230\n全文：\n",
        "索 引 号：K1/2022-1\n文号：保政发〔2022〕5号\n统一登记号：BDPR-2022-5\n公开方式：主动公开\n名　　称：2022年保定市政府工作报告\n",
        "title: 2022年保定市政府工作报告\nauthor: 保定市人民政府\nurl: http://example.com/1.shtml\ncontent: ",
        "标　　题：2022年保定市政府工作报告\n来　　源：保定市人民政府\n公文种类：报告\n正　　文：\n",
        "<doc>\n<id>17</id>\n<title>2022年保定市政府工作报告</title>\n<source>保定市人民政府</source>\n<content>\n",
        "文章标题：2022年保定市政府工作报告 发布时间：2022-01-20 来源：保定市人民政府 浏览次数：123\n",
        "信息来源：\n保定市人民政府\n发布时间：\n2022-01-20\n2022年保定市政府工作报告\n",
        "ID=123\nPROVINCE=河北\nAUTHOR=保定市人民政府\nTITLE=2022年保定市政府工作报告\nTEXT=",
        "---\ntitle: 2022年保定市政府工作报告\nsource: 保定市人民政府\n---\n\n",
        "政策名称：2022年保定市政府工作报告\n发布部门：保定市人民政府\n政策文号：保政〔2022〕1号\n正文内容：\n",
        "1. 标题：2022年保定市政府工作报告\n2. 发文机关：保定市人民政府\n3. 正文：\n",
        "· **标题**：2022年保定市政府工作报告\n· **发布机构**：保定市人民政府\n\n",
        "［标题］2022年保定市政府工作报告\n［来源］保定市人民政府\n［正文］\n",
        "标题 -> 2022年保定市政府工作报告\n来源 -> 保定市人民政府\n正文 ->\n",
        "标题|2022年保定市政府工作报告\n来源|保定市人民政府\n正文|\n",
        "保定市人民政府_2022.txt\n2022年保定市政府工作报告\n",
        "发布单位：保定市人民政府\n名　　称：2022年保定市政府工作报告\t\t\n",
    ],
    ids=[
        "colons",
        "brackets",
        "law library",
        "tabs",
        "fields of its own",
        "disclosure",
        "English",
        "set wide",
        "tags",
        *("one line", "values below", "signs", "front matter", "policies", "numbers", "list", "wide brackets"),
        *("arrows", "bars", "name of file", "a row"),
    ],
)
def test_fields_above_a_text_are_not_the_plans(head: str) -> None:
    whole = repair(raw_text(head + BODY))
    assert whole.text.split("\n")[0] == "2022年保定市政府工作报告"
    assert whole.text.strip().endswith(BODY.strip())
    assert "保定市人民政府" not in whole.text


def test_the_first_lines_of_a_text_are_no_fields() -> None:
    for text in (
        "某市规划\n来源：\n规划依据充分。\n" + BODY,
        "时间：2022年\n各位代表：\n" + BODY,
        "# 某市规划\n- 目标：增长6%\n- 任务：新建学校3所\n" + BODY,
        "规划.docx的说明\n" + BODY,
    ):
        assert repair(raw_text(text)).text == text


def test_tags_that_close_behind_a_text_go_with_those_above_it() -> None:
    text = "<title>2022年保定市政府工作报告</title>\n<date>2022-01-20</date>\n<content>\n" + BODY
    assert repair(raw_text(text + "</content>\n</doc>\n")).text.strip() == ("2022年保定市政府工作报告\n" + BODY).strip()
    assert repair(raw_text("来源：国家统计局\n" + BODY)).text.startswith("来源：国家统计局")

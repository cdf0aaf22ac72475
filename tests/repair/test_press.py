"""What the press and social media put around a plan is no clause of it."""

from __future__ import annotations

import pytest

from compare.readers import raw_text
from compare.repair import repair
from compare.repair.navigation_rules import Rule, matches
from compare.repair.press_rules import PRESS_RULES
from tests.repair.test_line_marks import LINES, PLAN


@pytest.mark.parametrize("rule", PRESS_RULES, ids=lambda rule: rule.yes[0])
def test_rules_of_the_press_match_their_examples_only(rule: Rule) -> None:
    assert [line for line in rule.yes if not matches(rule, line)] == []
    assert [line for line in rule.no if matches(rule, line)] == []


@pytest.mark.parametrize(
    "tail",
    [
        ["延伸阅读", "阳山县召开县委常委会会议", "阳山鸡香飘大湾区"],
        ["热门推荐", "1 阳山县2021年中考放榜", "2 暴雨橙色预警"],
        ["评论", "登录后发表评论", "最新评论", "说得好！"],
        ["分享到：", "微信", "微博", "打印", "关闭"],
        ["附件下载：", "阳山县“十四五”规划纲要.pdf"],
        ["供稿：县发改委规划股", "扫一扫下载国务院客户端小程序", "移动新媒体"],
        ["分享 收藏 点赞 在看", "阅读 1.2万", "点亮“在看”，让更多人看到"],
        ["END", "↓↓↓ 点个在看，你最好看", "阅读原文阅读 1.2万赞 35在看", "写留言"],
        ["来源 | 阳山县政府办公室", "编辑 | 小李", "校对 | 老王", "本文来自微信公众号“阳山发布”"],
        ["值班审核：张某 监制：李某 编发：王某", "【我要分享】【打印】【关闭】", "政策解读：一图读懂"],
        ["返回搜狐，查看更多", "平台声明：该文观点仅代表作者本人", "网站地图 | 联系我们"],
        ["上一篇\t下一篇", "某某日报社版权所有，未经书面授权禁止转载"],
        ["（记者 张三）", "初审：李四　复审：王五", "阅读 1234", "举报/反馈"],
    ],
    ids=lambda lines: lines[0],
)
def test_what_stands_below_a_plan_goes(tail: list[str]) -> None:
    assert repair(raw_text("\n".join([PLAN, *tail]))).text.strip() == PLAN


@pytest.mark.parametrize(
    "head",
    [
        ["2021-06-01 15:30:22　　来源：清远日报　　作者：张三"],
        ["阳山发布 2021-06-01 18:00 发表于广东", "收录于合集 #十四五规划 12个"],
        ["原创 阳山发布 阳山发布", "2021年07月05日 18:30", "广东"],
        ["第A03版：专版\t版面导航 标题导航", "2021年02月08日 星期一\t放大+缩小-默认o"],
        ["编者按：近日，《纲要》正式发布。现全文刊发如下。"],
    ],
)
def test_what_stands_below_a_title_goes(head: list[str]) -> None:
    assert repair(raw_text("\n".join([LINES[0], *head, *LINES[1:]]))).text == PLAN


@pytest.mark.parametrize(
    "kept",
    [
        ["延伸阅读", "第五章 保障措施", "加强组织领导。"],
        ["评论", "专栏1 重大项目", "新建学校3所；改造医院2所。"],
        ["附件", "1.重大项目表", "2.名词解释"],
    ],
)
def test_chapters_and_annexes_below_such_a_line_stay(kept: list[str]) -> None:
    text = repair(raw_text("\n".join([PLAN, *kept]))).text
    assert all(line in text for line in kept[1:])

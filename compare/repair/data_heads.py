"""Removal of the fields that a data set puts above a text: ``标题：…``, ``【来源】…``, ``<date>…``, ``正文：``."""

from __future__ import annotations

import re

from compare.repair.edits import Edit

_BLANK = r"[ \t\u3000\u00a0]*+"
# The name stays without its label; of the other fields nothing is the plan's.
_NAME = (
    "(?i:title|doc_?title|headline)|Subject|主题|标题|题目|题名|篇名|(?:文件|法规)标题"
    "|(?:文件|规划|法规|信息)名称|名[ \u3000]{0,4}称"
)
_TEXT = "(?i:content|text|body|full_?text)|正文|内容|全文|规划正文|报告正文|正文内容"
_FIELD = (
    "发文(?:单位|机关|机构|时间|日期|字号)|发布(?:单位|机构|部门|时间|日期)|成文(?:时间|日期)|公布(?:时间|日期)|印发(?:时间|日期)|来源|(?:来源|原文)?\\s?"
    "(?:URL|url|网址|链接|地址)|数据来源|采集(?:时间|日期)|爬取(?:时间|日期)|作者|地区|区域|省份?|城市|区县|行政区划(?:代码)?|年份|年度|级别"
    "|(?i:url|link|date|(?:publish(?:ed)?|pub|issue)_?(?:date|time|at)|source|author|publisher|category|tags|keywords|language|region|province|city|county|year|level)"
    "|统一(?:登记号|编号)|公开(?:方式|形式|范围|属性|日期|时间)|生成日期|(?:生效|实施|失效|废止)日期|有效性|时效性|体裁分类|(?:主题|信息|组配)分类"
    "|From|To|Cc|Sent|发件人|收件人|抄送|发送时间|附件|类型|类别|索[ \u3000]{0,4}引[ \u3000]{0,4}号"
    "|公文种类|信息时效期|主题词|语种"
    "|效力级别|法规类别|批准(?:机关|部门|日期)|文[ \u3000]{0,4}号|关键词|[字词页]数|编号|序号|ID|id|文件名|日期|时间"
)
_LINE = re.compile(
    rf"^{_BLANK}(?P<mark>[【\[])?(?:(?P<name>{_NAME})|(?P<text>{_TEXT})|(?:{_FIELD}))"
    rf"(?(mark)[】\]]{_BLANK}[:：]?|{_BLANK}(?:[:：]|(?<=\t)(?![^\n]*\t)))[^\S\n]*(?P<said>[^\n]*)$"
)
# Every data set has fields of its own, which stand between those that all have.
_OTHER = re.compile(rf"^{_BLANK}(?:【[^】\n]{{2,10}}】|\w{{2,10}}[:：\t])[^\n。；\t]{{0,120}}$")
_APART = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000\u00a0]{1,4}(?=[\u4e00-\u9fff])")
# <title>…</title>, <content>: the fields of a corpus in tags, and what closes them.
_TAGGED = re.compile(
    rf"<(?P<tag>(?P<name>{_NAME})|(?P<text>{_TEXT})|(?:{_FIELD}))>{_BLANK}(?P<said>[^\n]*?)(?:{_BLANK}</(?P=tag)>)?{_BLANK}$"
)
_TAG = re.compile(r"</?[A-Za-z_]{1,20}>\s*|<(?P<tag>[A-Za-z_]{1,20})>[^<>\n]{0,120}</(?P=tag)>\s*")
_CLOSING = re.compile(r"(?:\s*</[^<>\s]{1,20}>)++\s*\Z")
_LINES, _LEAST = 25, 2
_SAID = 120
"""Characters of a field; a paragraph may begin with 来源： too."""


def data_heads(text: str) -> list[Edit]:
    """Fields above a text: two or more in its first lines, with nothing but one another and blank lines between."""
    found: list[Edit] = []
    others: list[Edit] = []
    offset, fields = 0, 0
    tagged = False
    for line in text.split("\n", _LINES)[:_LINES]:
        end = offset + len(line)
        match = _TAGGED.match(line) or _LINE.match(_evened(line))
        tagged = tagged or line.startswith("<")
        if match and len(match["said"]) > _SAID and not match["text"]:
            break
        if match:
            fields += 1
            said = match["said"].rstrip()
            close = end - len(match[0]) + match.end("said")
            keeps = (match["name"] or match["text"]) and said
            cut = close - len(match["said"]) if keeps else min(end + 1, len(text))
            found += [*others, Edit(offset, cut, "", "navigation")]
            if keeps and close - len(match["said"]) + len(said) < end:
                found.append(Edit(close - len(match["said"]) + len(said), end, "", "navigation"))
            others = []
            if match["text"]:
                break
        elif _TAG.fullmatch(line) or (fields and _OTHER.match(line)):
            others.append(Edit(offset, min(end + 1, len(text)), "", "navigation"))
        elif line.strip():
            break
        offset = end + 1
    if fields < _LEAST:
        return []
    closed = _CLOSING.search(text, max(found[-1].end, len(text) - _SAID)) if tagged else None
    return [*found, *([Edit(*closed.span(), "", "navigation")] if closed else [])]


def _evened(line: str) -> str:
    """Return a line whose label is not set wide (来　　源：)."""
    colon = min((at for at in map(line.find, ":：】]") if at >= 0), default=0)
    return _APART.sub("", line[:colon]) + line[colon:]

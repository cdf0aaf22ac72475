"""Removal of the fields that a data set puts above a text: ``标题：…``, ``【来源】…``, ``<date>…``, ``正文：``."""

from __future__ import annotations

import re

from compare.repair.edits import Edit

_BLANK = r"[ \t\u3000\u00a0]*+"
# The name stays without its label; of the other fields nothing is the plan's.
_NAME = (
    "(?i:title|doc_?title|headline)|Subject|主题|(?:文章|政策|规划|报告|文件|法规|信息|公文|网页)?(?:标题|题目)|题名|篇名"
    "|(?:文件|规划|法规|信息|政策)名称|名[ \u3000]{0,4}称"
)
_TEXT = "(?i:content|text|body|full_?text|report)|(?:规划|报告|政策|文章|文件)?(?:正文|内容|全文)|正文内容"
_FIELD = (
    "发文(?:单位|机关|机构|时间|日期|字号)|发布(?:单位|机构|部门|时间|日期)|成文(?:时间|日期)|公布(?:时间|日期)|印发(?:时间|日期)|(?:信息|文章|稿件)?来源|(?:来源|原文)?\\s?"
    "(?:URL|url|网址|链接|地址)|数据来源|采集(?:时间|日期)|爬取(?:时间|日期)|作者|地区|区域|省份?|城市|区县|行政区划(?:代码)?|年份|年度|级别"
    "|(?i:url|link|date|(?:publish(?:ed)?|pub|issue)_?(?:date|time|at)|source|author|publisher|category|tags|keywords|language|region|province|city|county|year|level)"
    "|统一(?:登记号|编号)|公开(?:方式|形式|范围|属性|日期|时间)|生成日期|(?:生效|实施|失效|废止)日期|有效性|时效性|体裁分类|(?:主题|信息|组配)分类"
    "|From|To|Cc|Sent|发件人|收件人|抄送|发送时间|附件|类型|类别|索[ \u3000]{0,4}引[ \u3000]{0,4}号"
    "|公文种类|信息时效期|主题词|语种|(?:政策|规划|文件)(?:文号|级别|类型|状态)|网站名称|责任者|出版日期|摘要"
    "|(?:打印|浏览|访问)(?:时间|量|次数)"
    "|效力级别|法规类别|批准(?:机关|部门|日期)|文[ \u3000]{0,4}号|关键词|[字词页]数|编号|序号|ID|id|文件名|日期|时间"
)
_ITEM = r"(?:[·•▪◆■□*>#-]{1,3}[ \t]?|\d{1,2}[.．、)）][ \t]?)?(?:\*\*)?"
_LINE = re.compile(
    rf"^{_BLANK}{_ITEM}(?P<mark>[【\[［〈〔])?(?:(?P<name>{_NAME})|(?P<text>{_TEXT})|(?:{_FIELD}))"
    rf"(?(mark)[】\]］〉〕]{_BLANK}(?:\*\*)?[:：]?|(?:\*\*)?{_BLANK}(?:[:：]{{1,2}}|[=|｜]|-{{1,2}}>|→|(?<=\t)(?![^\n]*\t)))(?:\*\*)?"
    r"[^\S\n]*(?P<said>[^\n]*)$"
)
# 文章标题：… 发布时间：… 来源：…: further fields behind the name.
_MORE = re.compile(rf"(?<![ \t\u3000])[ \t\u3000]++(?:{_FIELD})[:：]")
_RULE = re.compile(r"[-=—_*]{3,40}\s*")
_FILE = re.compile(r"[^\n，。；]{2,80}\.(?:txt|docx?|wps|pdf|html?|md)\s*", re.IGNORECASE)
_TITLE = re.compile("规划|报告|方案|纲要|计划|意见|建议|要点|通知")
_VALUE = re.compile(r"[^\n。；，]{2,60}")
# Every data set has fields of its own, which stand between those that all have.
_OTHER = re.compile(rf"^{_BLANK}(?:【[^】\n]{{2,10}}】|\w{{2,20}}[:：\t=|])[^\n。；\t]{{0,120}}$")
_APART = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000\u00a0]{1,4}(?=[\u4e00-\u9fff])")
# A label, its colon and what it says, each on a line of its own.
_OVER_LINES = re.compile(
    rf"^{_BLANK}(?:{_NAME}|{_TEXT}|{_FIELD}|\w{{2,12}}){_BLANK}(?P<above>\n){_BLANK}[:：]{_BLANK}(?P<below>\n)(?=[^\n]*\S)",
    re.MULTILINE,
)
# <title>…</title>, <content>: the fields of a corpus in tags, and what closes them.
_TAGGED = re.compile(
    rf"<(?P<tag>(?P<name>{_NAME})|(?P<text>{_TEXT})|(?:{_FIELD}))>{_BLANK}(?P<said>[^\n]*?)(?:{_BLANK}</(?P=tag)>)?{_BLANK}$"
)
_TAG = re.compile(r"</?[A-Za-z_]{1,20}>\s*|<(?P<tag>[A-Za-z_]{1,20})>[^<>\n]{0,120}</(?P=tag)>\s*")
_CLOSING = re.compile(r"(?<!\s)(?:\s*+</[^<>\s]{1,20}>)++\s*+\Z")
_LINES, _LEAST = 25, 2
_SAID = 120
"""Characters of a field; a paragraph may begin with 来源： too."""


def data_heads(text: str) -> list[Edit]:
    """Fields above a text: two or more in its first lines, with nothing but one another and blank lines between."""
    if over_lines := _over_lines(text):
        return over_lines
    head = _Head(text)
    lines = text.split("\n", _LINES)[:_LINES]
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        if not head.take(line, below):
            break
    if head.fields < _LEAST:
        return _name_of_file(text)
    closed = _CLOSING.search(text, max(head.found[-1].end, len(text) - _SAID)) if head.tagged else None
    return [*head.found, *([Edit(*closed.span(), "", "navigation")] if closed else [])]


def _over_lines(text: str) -> list[Edit]:
    """Line ends that part labels from their colons and these from what they say; the fields are known once these are
    gone.
    """
    found: list[re.Match[str]] = []
    at = 0
    while (field := _OVER_LINES.match(text, at)) and len(found) < _LINES:
        found.append(field)
        at = text.find("\n", field.end()) + 1
        if not at:
            break
    if len(found) < _LEAST:
        return []
    return [Edit(*field.span(part), "", "navigation") for field in found for part in ("above", "below")]


class _Head:
    """What was found so far of the fields above a text.

    Attributes:
        found: What is to go.
        fields: Fields among it.
        tagged: Some stand in tags.
    """

    def __init__(self, text: str) -> None:
        self.found: list[Edit] = []
        self.fields = 0
        self.tagged = False
        self._others: list[Edit] = []
        self._offset = 0
        self._length = len(text)
        self._value = False

    def take(self, line: str, below: str) -> bool:
        """Take in a line; return whether the next one may be a field, too."""
        start, self._offset = self._offset, self._offset + len(line) + 1
        whole = Edit(start, min(self._offset, self._length), "", "navigation")
        match = _TAGGED.match(line) or _LINE.match(_evened(line))
        self.tagged = self.tagged or line.startswith("<")
        if match and len(match["said"]) > _SAID and not match["text"]:
            return False
        if self._value:  # of a label on a line of its own
            self._value = False
            self.found.append(whole)
        elif match:
            self._field(match, whole, start + len(line))
            alone = not (match["said"].strip() or match["text"] or match["name"])
            self._value = alone and bool(_VALUE.fullmatch(below)) and not (_TITLE.search(below) or _LINE.match(below))
            return not match["text"]
        elif self.fields and _RULE.fullmatch(line):
            self.found.append(whole)
        elif (
            _is_name_of_file(line, below)
            or _TAG.fullmatch(line)
            or _RULE.fullmatch(line)
            or (self.fields and _OTHER.match(line))
        ):
            self._others.append(whole)
        else:
            return not line.strip()
        return True

    def _field(self, match: re.Match[str], whole: Edit, end: int) -> None:
        """Take in a field, of which the name and the beginning of the text stay."""
        said, more = match["said"].rstrip(), None
        if match["name"] and (more := _MORE.search(said)):
            said = said[: more.start()]
        self.fields += 1 + bool(more)
        close = end - len(match[0]) + match.end("said")
        begin = close - len(match["said"])
        keeps = (match["name"] or match["text"]) and said
        self.found += [*self._others, whole._replace(end=begin) if keeps else whole]
        if keeps and begin + len(said) < end:
            self.found.append(Edit(begin + len(said), end, "", "navigation"))
        self._others = []


def _name_of_file(text: str) -> list[Edit]:
    """Return the first line, if it is nothing but the name of the file of the text."""
    line, _, below = text.partition("\n")
    named = _is_name_of_file(line, below[: _SAID + 1].partition("\n")[0])
    return [Edit(0, len(line) + 1, "", "navigation")] if named else []


def _is_name_of_file(line: str, below: str) -> bool:
    """Whether a line is the name of the file of the text, whose title stands below it."""
    return bool(_FILE.fullmatch(line) and _VALUE.fullmatch(below) and _TITLE.search(below))


def _evened(line: str) -> str:
    """Return a line whose label is not set wide (来　　源：)."""
    colon = min((at for at in map(line.find, ":：】]") if at >= 0), default=0)
    return _APART.sub("", line[:colon]) + line[colon:]

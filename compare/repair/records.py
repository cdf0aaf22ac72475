"""The record of a document on a government's web page: its index number, who issued it when, how often it was read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compare.repair.lines import Span

LABELS = 2
"""Labels of one line at least, or lines of a table with a label at least."""

VALUE, LONGEST = 80, 500
"""Characters of a value, the title being one, and of a line."""

TOP = 30
"""Lines at the beginning in which a table of labels stands."""

# Labels that no plan has; beside them stand others that a plan may have, too.
_CERTAIN = (
    r"索\s{0,3}引\s{0,3}号(?:码)?|信息索引|统一(?:登记)?编号|发文字号|文件(?:编号|名称|字号)|信息(?:名称|分类|类别|来源|提供)|成文(?:日期|时间)|生成(?:日期|时间)"
    r"|发文(?:单位|机关|机构|日期|时间)|主题(?:分类|词)|组配分类|体裁分类|公开(?:方式|形式|范围|目录|日期|时限|责任部门|类别)|服务对象"
    r"|发布(?:机构|单位|人|者|日期|时间)|(?:发表|更新)(?:日期|时间)|(?:本网|总)?(?:访问|浏览|阅读|点击)(?:量|次数|人数|数|率)|责任编辑|责编|字[号体](?:大小)?"
    r"|上传(?:时间|日期|者|人)|下载(?:次数|积分|量)|(?:文件|文档)大小|(?:生效|废止|失效)(?:日期|时间)|有\s{0,2}效\s{0,2}性|内容概述|所属机构|分享到?"
)
_OTHER = (
    r"页数|大小|格式|来源|作者|编辑|审核|校对|日期|时间|文\s{0,6}号|名\s{0,6}称|标\s{0,6}题|分\s{0,6}类|关\s{0,2}键\s{0,2}词"
    r"|语\s{0,6}种|状\s{0,6}态|主\s{0,2}题\s{0,2}词"
)
_LABEL = re.compile(rf"(?:({_CERTAIN})|(?:{_OTHER}))\s{{0,3}}[:：]")
# A line of its own has the label of a web page alone.
_ALONE = re.compile(r"\s*(?:发布(?:机构|单位|人|者)|信息提供)\s{0,3}[:：]\s{0,3}[^\s，。；！？:：]{0,20}\s*")
_YEARS = re.compile(r"\d{4}年[^\d\s]")
_CELL = re.compile(rf"(?:{_CERTAIN}|{_OTHER})\s{{0,3}}[:：]?")
_STOP = re.compile("[，。；！？]")
_BEFORE = re.compile(
    r"[\s【\[(（|｜]*+(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)?\s{0,3}(?:\d{1,2}:\d{2}(?::\d{2})?)?[\s】\])）|｜]*"
)
_LINE = re.compile(r"[^\n]+")
_FILE = re.compile(
    r"\s*(?:附件(?:下载)?\s?\d{0,2}\s?[:：]?)?[^\n，。；]{1,80}\.(?:pdf|docx?|wps|ofd|zip|rar|xlsx?)\s*",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"\s*[^\n，。；]{1,60}\.(?:jpe?g|png|gif|bmp|webp)\s*", re.IGNORECASE)
WHOLE = 3000
"""Characters of a text that is no mere notice, which is known by the file in which its plan lies."""


def record_lines(text: str) -> Iterator[Span]:
    """Yield the lines that are nothing but labels and their values, rows of a table of such labels, and names of files
    to download.
    """
    rows: list[Span] = []
    for number, found in enumerate(_LINE.finditer(text)):
        line = found[0]
        if number < TOP and "\t" in line and _is_row(line):
            rows.append(found.span())
        elif (
            (len(line) <= LONGEST and _is_record(line))
            or _PICTURE.fullmatch(line)
            or (len(text) >= WHOLE and _FILE.fullmatch(line))
        ):
            yield found.span()
    if len(rows) >= LABELS:
        yield from rows


def _is_record(line: str) -> bool:
    # Every label ends with one of these, which few lines hold.
    if ":" not in line and "：" not in line:
        return False
    if _ALONE.fullmatch(line) and not _YEARS.search(line):
        return True
    labels = list(_LABEL.finditer(line))
    # 发布：…，时间：… of a sentence holds stops; 字号：大 中 小 of a page none.
    if len(labels) < LABELS or not any(label[1] for label in labels) or _STOP.search(line):
        return False
    values = zip(labels, [*(label.start() for label in labels[1:]), len(line)], strict=True)
    return _BEFORE.fullmatch(line, 0, labels[0].start()) is not None and all(
        end - label.end() <= VALUE for label, end in values
    )


def _is_row(line: str) -> bool:
    cells = [cell.strip() for cell in line.split("\t")]
    named = [_CELL.fullmatch(cell) is not None for cell in cells[::2] if cell]
    return bool(named) and all(named) and not _STOP.search(line)

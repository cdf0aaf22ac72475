"""Removal of the record of a data set around a text that a program wrote with all its fields: {"title": "…", "content":
"…"}.
"""

from __future__ import annotations

import re

from compare.repair.edits import Edit

HEAD = 3000
"""Characters at the beginning among which the field of the text begins."""

_BEGINS = re.compile(r"\s*+\[?\s*+\{\s*+")
_KEY = r"(?P<mark>[\"'])(?P<key>\w{1,24})(?P=mark)\s{0,9}:\s{0,9}"
_VALUE = (
    r"(?:(?P<quote>[\"'])(?P<said>(?:(?!(?P=quote))[^\\\n]|\\.){0,400})(?P=quote)|[\w.+-]{1,40}|\[[^\[\]]{0,400}\])"
)
_FIELD = re.compile(rf"{_KEY}{_VALUE}\s{{0,9}},\s*")
_TEXT = re.compile(rf"{_KEY}(?P<quote>[\"'])")
_ENDS = re.compile(rf"(?P<end>[\"'])\s*(?:,\s*{_KEY}{_VALUE}\s*){{0,20}}\}}\s*\]?\s*\Z")
_ESCAPED = re.compile(r"\\([\"'/])")
_TITLES = frozenset({"title", "name", "headline", "标题", "题目", "名称"})
_TEXTS = frozenset({"content", "text", "body", "fulltext", "full_text", "article", "正文", "内容", "全文"})
_TAIL = 1500


def json_records(text: str) -> list[Edit]:
    """Return the fields around the text of a record, with the title on a line of its own, and the strokes before
    quotation marks in it; nothing of a text that is none.
    """
    begins = _BEGINS.match(text)
    if not begins:
        return []
    at, title = begins.end(), None
    while at < HEAD:
        told = _TEXT.match(text, at)
        if told and told["key"].lower() in _TEXTS:
            break
        field = _FIELD.match(text, at)
        if not field:
            return []
        if field["key"].lower() in _TITLES and field["said"]:
            title = title or field.span("said")
        at = field.end()
    else:
        return []
    ends = next((found for found in _ENDS.finditer(text, max(told.end(), len(text) - _TAIL))), None)
    if not ends or ends["end"] != told["quote"]:
        return []
    cuts = [(0, title[0]), (title[1], told.end())] if title else [(0, told.end())]
    heads = [Edit(start, end, "\n" if start else "", "navigation") for start, end in cuts if start < end]
    said = [*([title] if title else []), (told.end(), ends.start())]
    codes = [Edit(*found.span(), found[1], "code") for span in said for found in _ESCAPED.finditer(text, *span)]
    return sorted([*heads, *codes, Edit(*ends.span(), "", "navigation")])

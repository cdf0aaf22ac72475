"""The text of a page counted without a parser's tree: what stands between the tags, one after another.

A tree loses what its parser does not expect: text behind the end of the page, a second page in the same file. The
account of signs would never miss it if it asked the same tree.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_PROGRAM = re.compile(r"<(script|style)(?=[\s/>])", re.IGNORECASE)
# A ">" in the value of an attribute ends no tag. No tag has thousands of signs beside its values.
_TAG = re.compile(r"<[A-Za-z/](?:=\s{0,3}(?:\"[^\"]*\"|'[^']*')|[^>]){0,2000}+>|<[!?][^>]*>")
_COMMENT, _COMMENT_END = "<!--", "-->"


def texts_between_tags(markup: str) -> Iterator[str]:
    """Return every text of a page but that of its programs and comments, in the order of the file.

    Args:
        markup: The decoded page.
    """
    at = 0
    while (begin := markup.find("<", at)) >= 0:
        yield html.unescape(markup[at:begin])
        at = _behind(markup, begin)
        if at == begin:  # a sign for less, and no tag
            yield "<"
            at += 1
    yield html.unescape(markup[at:])


def _behind(markup: str, begin: int) -> int:
    """Where a tag, a comment or a program ends; ``begin`` itself if none begins there, the end of the page for one that
    never ends.
    """
    if markup.startswith(_COMMENT, begin):
        end = markup.find(_COMMENT_END, begin + 2)
        return len(markup) if end < 0 else end + len(_COMMENT_END)
    tag = _TAG.match(markup, begin)
    if tag is None:
        return begin
    if program := _PROGRAM.match(markup, begin):
        closed = re.compile(rf"</{program[1]}(?=[\s/>])[^>]*>", re.IGNORECASE).search(markup, tag.end())
        return len(markup) if closed is None else closed.end()
    return tag.end()

"""Marks that converters write into Markdown beside what the standard has, taken out line for line: those of pandoc
(attributes, boxes of three colons, notes), of editors (places of a contents list, tasks, highlights, callouts), of
recognition programs (ends of pages, where on its page a part stands), and of programs that answer in Markdown (a fence
around the whole).
"""

from __future__ import annotations

import re

from compare.readers.account import Ledger

_FENCE = re.compile(r"\A\s*(```+|~~~+)[ \t]*(?:markdown|md|text|txt)?[ \t]*\n(?P<inner>.*)\n\1[ \t]*\s*\Z", re.DOTALL)
_BOX = re.compile(r"^[ \t]*:{3,}[^\n]{0,200}$", re.MULTILINE)
_PAGE_END = re.compile(r"^[ \t]*\{\d{1,4}\}-{8,}[ \t]*$|^[ \t]*<!--[ \t]*[Pp]age[^\n>]{0,40}-->[ \t]*$", re.MULTILINE)
# Only the first of them is looked at: how a run of {#a#a#a can be parted has no end.
_ATTRIBUTES = re.compile(
    r"(?<=[^\s{])[ \t]*\{(?= {0,9}(?:[#.][^{}\s]|[\w-]{1,40}=[^{}\n]))[^{}\n]{1,400}\}(?=[ \t]*$)", re.MULTILINE
)
# An address within the page may hold blanks, which ends a link by the standard.
_LINK = re.compile(r"(?<!!)\[([^\[\]\n]{1,200})\]\(#[^()\n]{0,200}\)")
_ENTRY = re.compile(rf"^[ \t]*(?:[-*+][ \t]+|\d{{1,3}}[.)][ \t]+)?{_LINK.pattern}[ \t]*$", re.MULTILINE)
_ENTRIES = 4
"""Lines that are nothing but a link within the page, from which on they are its contents list."""
_NOTE = re.compile(r"^\[\^[^\]\n]{1,40}\]:[^\n]*(?:\n(?:[ ]{4}|\t)[^\n]*)*", re.MULTILINE)
_MARK = re.compile(r"\[\^[^\]\n]{1,40}\]")
# Raised by pandoc: 120公里^3^, 1.5×10^8^.
_RAISED = re.compile(r"(?<=[^\s^])\^([\d,，、-]{1,5})\^(?!\^)")
# <|ref|>text<|/ref|><|det|>[[60, 100, 930, 118]]<|/det|>: the kind of a part of a page, and its place.
_PLACED = re.compile(
    r"<\|ref\|>[a-z_ ]{0,30}<\|/ref\|>|<\|det\|>[^<\n]{0,400}<\|/det\|>|<\|box_start\|>[^<\n]{0,99}<\|box_end\|>"
    r"|<\|/?[a-z_]{2,20}\|>"
)
_CONTENTS = re.compile(r"^[ \t]{0,3}@?\[{1,2}toc\]{1,2}(?:\([^()\n]{0,40}\))?[ \t]*$", re.MULTILINE | re.IGNORECASE)
_CALLOUT = re.compile(r"^([ \t]{0,3}>[ \t]*)\[![A-Za-z]{2,20}\][-+]?", re.MULTILINE)
_TASK = re.compile(r"^([ \t]*[-*+][ \t]+)\[[ xX]\](?=[ \t])", re.MULTILINE)
_HIGHLIGHT = re.compile(r"(?<!=)==(?=[^=\n]{0,200}[\u3400-\u9fff])([^=\n+|]{1,200})==(?!=)")
# [附表]{.underline}, []{#_Toc1 .anchor}: what pandoc knows of a few words in a line.
_SPAN = re.compile(r"(?<!!)\[([^\[\]\n]{0,200})\]\{(?= {0,9}(?:[#.][^{}\s]|[\w-]{1,40}=))[^{}\n]{1,400}\}")
_TITLE = re.compile(r"^title:[ \t]*[\"']?([^\n\"']{4,120}?)[\"']?[ \t]*$", re.MULTILINE)


def without_marks(source: str, ledger: Ledger) -> str:
    """Return Markdown without marks of converters, in as many lines.

    Args:
        source: Markdown with line feeds as line ends.
        ledger: Takes down what is left out.
    """
    if fenced := _FENCE.match(source):
        inner = "\n" * source[: fenced.start("inner")].count("\n") + fenced["inner"]
        ledger.leave_out("markup", source[: fenced.start("inner")], source[fenced.end("inner") :])
        source = inner
    for pattern, reason in (
        (_NOTE, "notes"),
        (_MARK, "marks"),
        (_BOX, "markup"),
        (_PAGE_END, "markup"),
        (_ATTRIBUTES, "markup"),
        (_PLACED, "markup"),
        (_CONTENTS, "markup"),
    ):
        ledger.leave_out(reason, *(found[0] for found in pattern.finditer(source)))
        source = pattern.sub(lambda found: "\n" * found[0].count("\n"), source)
    entries = [found[0] for found in _ENTRY.finditer(source)]
    if len(entries) >= _ENTRIES:
        ledger.leave_out("contents", *entries)
        source = _ENTRY.sub("", source)
    kept = (
        (_SPAN, r"\1"),
        (_LINK, r"\1"),
        (_CALLOUT, r"\1"),
        (_TASK, r"\1"),
        (_HIGHLIGHT, r"\1"),
        (_RAISED, r"<sup>\1</sup>"),
    )
    for pattern, shown in kept:
        for found in pattern.finditer(source):
            ledger.rewrite("markup", found[0], found.expand(shown))
        source = pattern.sub(shown, source)
    return source


def title_of(front: str, body: str) -> str:
    """Return the title that data at the head of a file give; empty where they give none, or the text has one itself.

    Args:
        front: The data.
        body: Markdown below them.
    """
    found = _TITLE.search(front)
    if found is None:
        return ""
    squeezed = "".join(found[1].split())
    return "" if squeezed in "".join(body[: 20 * len(squeezed)].split()) else found[1]

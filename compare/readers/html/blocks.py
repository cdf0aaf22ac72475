"""The elements of a page -> lines of text: a line a block, a row of a table, or what stands between two breaks."""

from __future__ import annotations

import re
from functools import partial

from lxml import etree

from compare.readers.account import Ledger
from compare.readers.bold_headings import Bold
from compare.readers.formulas import of_page, raised
from compare.readers.html.grid import is_laid_out, rows
from compare.readers.html.markers import Markers
from compare.readers.html.page import Element
from compare.readers.html.parts import BLOCKS, UNREAD, UNREAD_AS, Sorting, heads_fold, text_of
from compare.readers.html.viewer import is_layer, paragraphs
from compare.readers.raw import Headed
from compare.readers.seams import is_note_mark

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_RANKS = frozenset("123456")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_EAST = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2014\u2018-\u201d\u2026"
# A line end of the source is a blank between words, not beside Han.
_SEAM = re.compile(f"(?<=[{_EAST}])\n|\n(?=[{_EAST}])")
_RAISED = re.compile(r"vertical-align\s{0,3}:\s{0,3}(?:super|text-top)", re.IGNORECASE)
_STRUCK = frozenset({"s", "strike", "del"})
_STRUCK_OUT = re.compile(r"text-decoration(?:-line)?\s{0,3}:[^;]{0,30}line-through", re.IGNORECASE)
_SET_AS_BLOCK = re.compile(r"display\s{0,3}:\s{0,3}(?:block|flex|grid|table|list-item)(?![\w-])", re.IGNORECASE)
# The link to a place of the page itself that its system sets behind a line.
_ANCHORS = frozenset({"¶", "§", "🔗"})
# Pages that Word has written raise the marks of their notes by a class.
_NOTE_MARK = re.compile(r"(?:foot|end)note-?reference|footnote-ref", re.IGNORECASE)
_BOLD = frozenset({"b", "strong"})
_SET_BOLD = re.compile(r"font-weight\s{0,3}:\s{0,3}(?:bold|[6-9]00)", re.IGNORECASE)
_RAISED_LIMIT = 20
"""Characters of an exponent; what is longer is a text that only a style raises."""
_PREFORMATTED = re.compile(r"white-space\s{0,3}:\s{0,3}(?:pre|break-spaces)", re.IGNORECASE)

# A text of many lines of which the long ones end as paragraphs do is set in lines, whether or not the page's style
# sheet, which is not here, says so; source code that an editor has wrapped ends its lines anywhere.
_SET_LINES, _LONG_LINE, _SET_SHARE = 5, 40, 0.8
_PARAGRAPH_END = re.compile("[。；：！？”）)】]\\s*$")


def _nothing(_: Element) -> None:
    """Leave nothing out."""


def lines_of(part: Element, why_not: Sorting = _nothing, ledger: Ledger | None = None) -> list[str]:
    """Lines of an element, none of them blank; no-break spaces stay.

    Args:
        part: The element.
        why_not: For what reason an element inside is not to be read; ``None`` if it is.
        ledger: Takes down what is left out.
    """
    ledger = ledger or Ledger()
    writer = _BlockWriter(ledger)
    cells = partial(lines_of, why_not=why_not, ledger=ledger)
    walker = etree.iterwalk(part, events=("start", "end"))
    for event, element in walker:
        if element.tag in BLOCKS or _SET_AS_BLOCK.search(element.get("style", "")):
            writer.close()
        if event == "end":
            writer.leave(element, part)
        elif element is not part and (reason := _reason(element, why_not, writer)):
            ledger.leave_out(reason, text_of(element))
            walker.skip_subtree()
        elif writer.rewrite(element):
            walker.skip_subtree()
        elif is_layer(element):
            writer.lines += paragraphs(element, ledger)
            walker.skip_subtree()
        elif element.tag == "table" and not is_laid_out(element, partial(lines_of, why_not=why_not)):
            writer.lines += rows(element, cells, why_not, ledger)
            walker.skip_subtree()
        else:
            writer.enter(element)
    writer.close()
    return writer.lines


def leave_beside(page: Element, part: Element | None, why_not: Sorting, ledger: Ledger) -> None:
    """Take down all that a page holds beside its main part: ``navigation`` where there is no other reason."""
    walker = etree.iterwalk(page, events=("start", "end"))
    for event, element in walker:
        if event == "end":
            ledger.leave_out("navigation", element.tail or "")
        elif element is part:
            walker.skip_subtree()
        elif reason := _unread(element) or why_not(element):
            ledger.leave_out(reason, text_of(element))
            walker.skip_subtree()
        else:
            ledger.leave_out("navigation", element.text or "")


def _reason(element: Element, why_not: Sorting, writer: _BlockWriter) -> str | None:
    """Why an element is not read; ``None`` if it is."""
    return _unread(element) or why_not(element) or ("footnote" if writer.is_mark(element) else None)


def _unread(element: Element) -> str | None:
    if element.tag == "a" and (element.text or "").strip() in _ANCHORS:
        return "controls"
    if element.tag in UNREAD and not heads_fold(element):
        return UNREAD_AS.get(element.tag, "controls")
    return "struck" if element.tag in _STRUCK or _STRUCK_OUT.search(element.get("style", "")) else None


def _is_raised(element: Element) -> bool:
    if element.tag == "sup" or _NOTE_MARK.search(element.get("class", "")):
        return True
    return _RAISED.search(element.get("style", "")) is not None


def _is_bold(element: Element) -> bool:
    return element.tag in _BOLD or _SET_BOLD.search(element.get("style", "")) is not None


def _level(element: Element) -> int | None:
    """Return the rank of a heading, be it one by its tag or by what it says to programs that read aloud."""
    if element.tag in _HEADINGS:
        return int(element.tag[1:])
    if element.get("role") != "heading" or element.tag not in BLOCKS:
        return None
    rank = element.get("aria-level", "")
    return int(rank) if rank in _RANKS else 2


class _BlockWriter:
    """Lines that are done, and the pieces of the one that is not."""

    def __init__(self, ledger: Ledger) -> None:
        self.lines: list[str] = []
        self._ledger = ledger
        self._markers = Markers()
        self._marker = ""
        self._level: int | None = None
        self._pieces: list[str] = []
        self._pre: list[Element] = []
        self._bold: list[Element] = []
        self._plain = False

    def enter(self, element: Element) -> None:
        """Begin an element that is read."""
        if element.tag == "pre" or _PREFORMATTED.search(element.get("style", "")):
            self._pre.append(element)
        if _is_bold(element):
            self._bold.append(element)
        if (level := _level(element)) is not None:
            self._level = level
        self._marker = self._markers.next(element) or self._marker
        self._add(element.text)

    def rewrite(self, element: Element) -> bool:
        """Write a formula, or signs that are raised, on the line; ``False`` for any other element."""
        if element.tag == "math":
            text = of_page(element)
        elif _is_raised(element) and len(text := "".join(element.itertext()).strip()) <= _RAISED_LIMIT:
            text = raised(text)
        else:
            return False
        self._pieces.append(self._ledger.rewrite("formula", text_of(element), text))
        return True

    def leave(self, element: Element, part: Element) -> None:
        """End an element, read or not."""
        if element.tag == "br":
            # A heading is broken only to fit.
            if _level(element.getparent()) is not None:
                self._add("\n")
            else:
                self.close()
        if self._pre and self._pre[-1] is element:
            self._pre.pop()
        if self._bold and self._bold[-1] is element:
            self._bold.pop()
        if _level(element) is not None:
            self._level = None
        if element is not part:
            self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if not text:
            return
        self._plain = self._plain or (not self._bold and not text.isspace())
        if not (self._pre or _is_set(text)):
            self._pieces.append(_BLANKS.sub(lambda found: "\n" if "\n" in found[0] else " ", text))
            return
        first, *others = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._pieces.append(first)
        for line in others:
            self.close()
            self._pieces.append(line)

    def close(self) -> None:
        """End the line."""
        if self._pieces:
            line = _SEAM.sub("", re.sub(r"(?<![ \n]) *+\n[ \n]*+", "\n", "".join(self._pieces)))
            self._pieces, plain, self._plain = [], self._plain, False
            line = line.replace("\n", " ").strip(" \t\r\n\f")
            if line.strip():
                apart = " " if self._marker and line[0].isdigit() else ""  # 1. before 2025年 must not become 1.2025
                line, self._marker = self._ledger.make(self._marker) + apart + line, ""
                if self._level is not None:
                    self.lines.append(Headed(line, self._level))
                else:
                    self.lines.append(line if plain else Bold(line))

    def is_mark(self, element: Element) -> bool:
        """Whether a raised element refers to a note, as no exponent does."""
        if not _is_raised(element):
            return False
        text = "".join(element.itertext())
        return is_note_mark(text, "".join(self._pieces[-2:]))


def _is_set(text: str) -> bool:
    if text.count("\n") < _SET_LINES:
        return False
    long = [line for line in text.split("\n") if len(line.strip()) >= _LONG_LINE]
    return len(long) >= _SET_LINES and sum(bool(_PARAGRAPH_END.search(line)) for line in long) >= _SET_SHARE * len(long)

"""Text of one Word paragraph: what is shown of its runs, fields and tracked changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from compare.readers.account import Ledger
from compare.readers.archive import Element
from compare.readers.wordml import (
    ALTERNATE,
    MATH_TEXT,
    MATHS,
    PICTURES,
    Styles,
    child,
    chosen,
    switched_on,
    text_of,
    value,
    w,
)

_BOX = w("txbxContent")
_THROUGH = frozenset(
    w(name)
    for name in (
        *("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "dir", "bdo", "fldSimple"),
        "rubyBase",
    )
)
_GONE = frozenset(map(w, ("del", "moveFrom")))
_NOTE_MARKS = frozenset(map(w, ("footnoteReference", "endnoteReference")))
_DRAWN = frozenset({*map(w, ("drawing", "pict", "object")), ALTERNATE})
_SIGNS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
}
_IN_LINE = str.maketrans("\n\r\t", "   ")

# Signs that plans take from the Symbol font, by their codes there; of other picture fonts only bullets are met.
_SYMBOLS = {0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB4: "×", 0xB0: "°", 0xB9: "≠", 0xBB: "≈", 0xB7: "·", 0xA5: "∞"}
_PRIVATE = range(0xF000, 0xF100)
_BULLET = "●"

_FIELDS_LIMIT = 30
"""Fields that are open at a time; more are fields that never end."""

_CODE_READ = 20
"""Characters of a field's code within which its name stands."""


def end_of(paragraph: Element) -> tuple[bool, bool]:
    """Whether the end of a paragraph is deleted or moved away, and whether it is hidden."""
    mark = child(paragraph, "pPr", "rPr")
    deleted = any(child(mark, name) is not None for name in ("del", "moveFrom"))
    return deleted, bool(switched_on(mark, "vanish"))


def fields_closed(body: Element) -> bool:
    """Whether every field ends; else no text may be left out for standing in one."""
    kinds = Counter(mark.get(w("fldCharType")) for mark in body.iter(w("fldChar")))
    return kinds["begin"] == kinds["end"]


class _Field:
    """A field of which the beginning has been read: its code, then its result."""

    def __init__(self) -> None:
        self.code = ""
        self.shown = False

    @property
    def contents(self) -> bool:
        return self.code.lstrip()[:3].upper() == "TOC"


class Runs:
    """Reads paragraphs in their order: fields may reach over several."""

    def __init__(self, styles: Styles, tally: Counter[str], closed: bool, ledger: Ledger) -> None:
        self._styles = styles
        self._ledger = ledger
        self._closed = closed
        self._all_hidden = False
        self._tally = tally
        self._fields: list[_Field] = []
        self._text: list[str] = []
        self._boxes: list[Element] = []
        self._contents = False

    def read(self, paragraph: Element) -> tuple[str, list[Element], bool]:
        """Text of a paragraph, the text boxes in it, and whether a contents list that Word made was left out of it."""
        self._text, self._boxes, self._contents = [], [], self._in_contents()
        self._all_hidden = self._styles.hidden(value(paragraph, "pPr", "pStyle") or self._styles.default)
        self._inline(paragraph)
        # A field that lacks its second half must not swallow the rest of the document.
        self._fields = [field for field in self._fields if field.shown]
        text = "".join(self._text).strip("\t\n")
        return text, self._boxes, self._contents

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Text boxes stand outside of the fields of the text around them."""
        fields, self._fields = self._fields, []
        yield
        self._fields = fields

    def _in_contents(self) -> bool:
        return self._closed and any(field.contents for field in self._fields)

    def _inline(self, parent: Iterable[Element]) -> None:
        for node in parent:
            if node.tag == w("r"):
                self._run(node)
            elif node.tag in _THROUGH:
                self._inline(node)
            elif node.tag == ALTERNATE:
                self._inline(chosen(node))
            elif node.tag in MATHS:
                self._write("".join(text.text or "" for text in node.iter(MATH_TEXT)))
            elif node.tag in _GONE and (gone := text_of(node)):
                self._tally["deletions_left_out"] += 1
                self._ledger.leave_out("deletion", gone)

    def _run(self, run: Element) -> None:
        hidden = self._hidden(run)
        for node in run:
            if node.tag in (w("fldChar"), w("instrText")):
                self._field(node)
            elif hidden:
                self._tally["hidden_left_out"] += bool(node.tag == w("t") and node.text)
                self._ledger.leave_out("hidden", text_of(node))
            elif node.tag in _DRAWN:
                self._draw(node)
            elif node.tag == w("ruby"):
                self._inline(node.iterfind(w("rubyBase")))
                self._ledger.leave_out("pinyin", *map(text_of, node.iterfind(w("rt"))))
            elif node.tag in _NOTE_MARKS:
                self._tally["footnotes_left_out"] += 1
            else:
                self._write(_sign(node) if node.tag == w("t") else self._ledger.make(_sign(node)))

    def _draw(self, node: Element) -> None:
        for drawn in _drawn(node):
            if drawn.tag == _BOX:
                self._boxes.append(drawn)
            else:
                self._tally["pictures"] += 1

    def _hidden(self, run: Element) -> bool:
        properties = child(run, "rPr")
        own = switched_on(properties, "vanish")
        if own is not None:
            return own
        return self._all_hidden or self._styles.hidden(value(properties, "rStyle"))

    def _field(self, node: Element) -> None:
        kind = node.get(w("fldCharType"))
        if kind == "begin":
            self._fields = [*self._fields[-_FIELDS_LIMIT:], _Field()]
        elif not self._fields:
            return
        elif kind == "separate":
            self._fields[-1].shown = True
            self._contents = self._contents or self._in_contents()
        elif kind == "end":
            self._fields.pop()
        elif not self._fields[-1].shown and len(self._fields[-1].code) < _CODE_READ:
            self._fields[-1].code += node.text or ""

    def _write(self, text: str) -> None:
        if not all(field.shown for field in self._fields):
            self._ledger.leave_out("field_code", text)
        elif self._in_contents():
            self._ledger.leave_out("contents", text)
        else:
            self._text.append(text)


def _sign(node: Element) -> str:
    if node.tag == w("t"):
        return (node.text or "").translate(_IN_LINE)
    return _symbol(node) if node.tag == w("sym") else _SIGNS.get(node.tag, "")


def _symbol(node: Element) -> str:
    try:
        code = int(node.get(w("char"), ""), 16)
    except ValueError:
        return ""
    if code not in _PRIVATE:
        return chr(code) if 0x20 <= code < 0xD800 else ""
    return _SYMBOLS.get(code - _PRIVATE.start, "") if node.get(w("font")) == "Symbol" else _BULLET


def _drawn(node: Element) -> Iterator[Element]:
    """Contents of text boxes and pictures; they are written twice, for new and for old Word, and told once."""
    if node.tag == _BOX or node.tag in PICTURES:
        yield node
        return
    for inner in chosen(node) if node.tag == ALTERNATE else node:
        yield from _drawn(inner)

"""Text of one Word paragraph: what is shown of its runs, fields and tracked changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from compare.readers.account import Ledger
from compare.readers.archive import Element
from compare.readers.automatic_numbers import AutomaticNumbers
from compare.readers.formulas import of_word, raised
from compare.readers.seams import is_note_mark
from compare.readers.wordml import (
    ALTERNATE,
    MATHS,
    PICTURES,
    Styles,
    child,
    chosen,
    is_struck,
    number,
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

_MOVED_UP = 4
"""Half-points by which an exponent is moved up at least; a line of 16 points is set right by one or two."""

_FIELDS_LIMIT = 30
"""Fields that are open at a time; more are fields that never end."""

_CODE_READ = 80
"""Characters of a field's code within which its name and its switches stand."""

# What a drawing may be besides a text box: its text lies in it (a:txBody) or in a part of its own.
ATTACHED = frozenset({
    "{http://schemas.openxmlformats.org/drawingml/2006/main}txBody",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
    "{urn:schemas-microsoft-com:office:office}OLEObject",
})  # fmt: skip
_PLACEHOLDER = "placeholder text"
_BEFORE = 4
"""Pieces of a paragraph that show what a raised sign stands behind."""


_LEAVES = frozenset({"column", "page"})
_RUNS_ON, _STOPS = 20, frozenset("。！？；：!?;:”）")
"""Characters before the end of a column or a page, and signs that end a line, by which a sentence is told from a
heading or the words of a cover.
"""

# Of what is not read, what a reader of the report should be told how often.
_TOLD = {"hidden": "hidden_left_out", "struck": "struck_left_out"}


def is_placeholder(control: Element) -> bool:
    """Whether a content control shows its prompt, since nobody has filled it in."""
    return bool(switched_on(child(control, "sdtPr"), "showingPlcHdr"))


def end_of(paragraph: Element) -> tuple[bool, bool]:
    """Whether the end of a paragraph is deleted or moved away, and whether it is hidden."""
    mark = child(paragraph, "pPr", "rPr")
    deleted = any(child(mark, name) is not None for name in ("del", "moveFrom"))
    return deleted, bool(switched_on(mark, "vanish"))


def is_drop_cap(paragraph: Element) -> bool:
    """Whether a paragraph holds nothing but the large sign with which the next one begins."""
    frame = child(paragraph, "pPr", "framePr")
    return frame is not None and frame.get(w("dropCap")) in ("drop", "margin")


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


class TextRuns:
    """Reads paragraphs in their order: fields may reach over several."""

    def __init__(self, styles: Styles, tally: Counter[str], closed: bool, ledger: Ledger) -> None:
        self._styles = styles
        self._ledger = ledger
        self._closed = closed
        self._all_hidden = False
        self._style: str | None = None
        self._tally = tally
        self._fields: list[_Field] = []
        self._text: list[str] = []
        self._boxes: list[Element] = []
        self._contents = False
        self._raised: list[str] = []
        self._automatic = AutomaticNumbers()
        self._level = 0

    def read(self, paragraph: Element) -> tuple[str, list[Element], bool]:
        """Text of a paragraph, the drawings in it, and whether a contents list that Word made was left out of it."""
        self._text, self._boxes, self._contents = [], [], self._in_contents()
        self._style = value(paragraph, "pPr", "pStyle") or self._styles.default
        self._all_hidden = self._styles.hidden(self._style)
        self._level = self._styles.heading(paragraph) or 0
        self._inline(paragraph)
        self._lower()
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
            elif node.tag == w("sdt") and is_placeholder(node):
                self._ledger.leave_out("placeholder", text_of(node))
            elif node.tag == w("fldSimple") and (number := self._automatic.next(node.get(w("instr"), ""), self._level)):
                self._write(self._ledger.make(number))
            elif node.tag in _THROUGH:
                self._inline(node)
            elif node.tag == ALTERNATE:
                self._inline(chosen(node))
            elif node.tag in MATHS:
                self._write(self._ledger.rewrite("formula", text_of(node), of_word(node)))
            elif node.tag in _GONE and (gone := text_of(node)):
                self._tally["deletions_left_out"] += 1
                self._ledger.leave_out("deletion", gone)

    def _run(self, run: Element) -> None:
        unread = self._unread(run)
        raised = self._raised_by(run)
        for node in run:
            if node.tag in (w("fldChar"), w("instrText")):
                self._field(node)
            elif unread:
                if node.tag == w("t") and node.text and unread in _TOLD:
                    self._tally[_TOLD[unread]] += 1
                self._ledger.leave_out(unread, text_of(node))
            elif node.tag in _DRAWN:
                self._draw(node)
            elif node.tag == w("ruby"):
                self._inline(node.iterfind(w("rubyBase")))
                self._ledger.leave_out("pinyin", *map(text_of, node.iterfind(w("rt"))))
            elif node.tag in _NOTE_MARKS:
                self._tally["footnotes_left_out"] += 1
            else:
                sign = _sign(node) if node.tag == w("t") else self._ledger.make(self._mark(node))
                self._write(sign, raised=raised)

    def _mark(self, node: Element) -> str:
        """Return what a mark stands for; a sentence runs on over the end of a column or a page."""
        above = "".join(self._text[-_RUNS_ON:])
        inside = (len(above) >= _RUNS_ON or "，" in above) and above[-1:] not in _STOPS
        over = inside and node.get(w("type")) in _LEAVES
        return "" if over else _sign(node)

    def _raised_by(self, run: Element) -> bool:
        """Whether a run is raised: by its property or style, or moved up by hand as exponents are."""
        said = value(run, "rPr", "vertAlign") or self._styles.raised(value(run, "rPr", "rStyle"))
        return said == "superscript" or (said is None and number(value(run, "rPr", "position")) >= _MOVED_UP)

    def _draw(self, node: Element) -> None:
        for drawn in _drawn(node):
            if drawn.tag == _BOX or drawn.tag in ATTACHED:
                self._boxes.append(drawn)
            else:
                self._tally["pictures"] += 1

    def _unread(self, run: Element) -> str | None:
        """Why a run is not read; ``None`` if it is."""
        properties = child(run, "rPr")
        style = value(properties, "rStyle")
        own = switched_on(properties, "vanish")
        if own or (own is None and (self._all_hidden or self._styles.hidden(style))):
            return "hidden"
        struck = is_struck(properties)
        if struck or (struck is None and (self._styles.struck(style) or self._styles.struck(self._style))):
            return "struck"
        return "placeholder" if style and self._styles.name(style) == _PLACEHOLDER else None

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
            field = self._fields.pop()
            if not field.shown and (number := self._automatic.next(field.code, self._level)):
                self._write(self._ledger.make(number))
        elif not self._fields[-1].shown and len(self._fields[-1].code) < _CODE_READ:
            self._fields[-1].code += node.text or ""

    def _write(self, text: str, *, raised: bool = False) -> None:
        if not text:
            return
        if not all(field.shown for field in self._fields):
            self._ledger.leave_out("field_code", text)
        elif self._in_contents():
            self._ledger.leave_out("contents", text)
        elif raised:
            self._raised.append(text)
        else:
            self._lower()
            self._text.append(text)

    def _lower(self) -> None:
        """End a stretch of raised signs: the mark of a note goes, an exponent is written as one."""
        text, self._raised = "".join(self._raised), []
        if text and is_note_mark(text, "".join(self._text[-_BEFORE:])):
            self._ledger.leave_out("footnote", text)
        elif text:
            self._text.append(self._ledger.rewrite("formula", text, raised(text)))


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
    if node.tag == _BOX or node.tag in PICTURES or node.tag in ATTACHED:
        yield node
        return
    for inner in chosen(node) if node.tag == ALTERNATE else node:
        yield from _drawn(inner)

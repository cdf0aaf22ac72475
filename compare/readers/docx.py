"""Word files (.docx): the text as Word shows it with all changes accepted, one paragraph or table row a line.

Places are paragraphs, counted in the order of the document as Word counts them, empty ones too; a table row counts as
one, but the paragraphs of a box (a table of one column, a row that is one cell of several paragraphs) count each. What
stands in a text box has the place of the paragraph to which the box is anchored.

In a row the cells are parted by tabs; a cell that spans several columns is followed by empty ones, a cell merged with
the one above is empty. Charts, diagrams and what was put in (pages, documents) follow their paragraph. Footnotes,
comments, headers, footers, deleted, hidden and struck text, prompts of controls and the contents list are left
out, and what a reader might miss is noted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from zipfile import BadZipFile

from compare.errors import ReadError
from compare.model import Reason
from compare.readers.account import Ledger
from compare.readers.archive import Archive, Element
from compare.readers.attached import Attached, text_of_part
from compare.readers.bold_headings import BOLD_LEVEL, bold_headings
from compare.readers.docx_text import ATTACHED, TextRuns, end_of, fields_closed, is_drop_cap, is_placeholder
from compare.readers.flat import packed
from compare.readers.html import read_html
from compare.readers.list_numbers import Numbering
from compare.readers.plain import read_plain
from compare.readers.raw import Headed, RawText, placed_text
from compare.readers.rtf_writer import with_unknown, word_file_of
from compare.readers.seams import REPEATED, holds_data
from compare.readers.sniff import WORD_XML, kind_of
from compare.readers.wordml import ALTERNATE, Styles, child, chosen, is_merged, number, text_of, value, w

_MAIN = "word/document.xml"
_COLUMNS_LIMIT = 63
"""Columns that Word allows in a table."""

_RUN_ON_LIMIT = 100_000
"""Characters of paragraphs that run on into one another; more than a whole plan has lost its ends for good."""

_PARAGRAPH, _TABLE, _ROW, _CELL, _CHUNK = w("p"), w("tbl"), w("tr"), w("tc"), w("altChunk")
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# Containers that are looked through.
_THROUGH = frozenset(map(w, ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")))
_CONTENTS_GALLERY = "table of contents"
# Parts beside the body that hold text, by their names; their reasons in the account.
_PARTS = {"footnotes": "notes", "endnotes": "notes", "comments": "comment", "header": "page", "footer": "page"}
_PART = re.compile(rf"word/({'|'.join(_PARTS)})\d*\.xml$")
_FIGURE = re.compile(r"word/(charts/chart|charts/chartEx|diagrams/data)\d*\.xml$")
_SAVE_AGAIN = "请用 Word 或 WPS 打开后另存为新的 .docx"


def read_docx(content: bytes, path: Path) -> RawText:  # noqa: ARG001  every reader is given the path
    """Read a Word file.

    Raises:
        ReadError: It is damaged, harmful, or holds no text.
    """
    try:
        raw = _read(content)
    except (ReadError, MemoryError):
        raise
    except BadZipFile as error:
        raise ReadError(f"Word 文件不完整（可能没有下载完），请重新下载或复制；仍不行，{_SAVE_AGAIN}。") from error
    # Whatever zipfile, zlib and lxml meet in a file that anyone may have made is a fault of the file.
    except Exception as error:
        raise ReadError(f"Word 文件的内容已损坏，{_SAVE_AGAIN}。") from error
    if not raw.text.strip():
        raise ReadError("Word 文件里没有文字（可能全是图片），请先识别成文字再试。")
    return raw


def _read(content: bytes, *, inner: bool = False) -> RawText:
    archive = Archive(content)
    main = archive.related("").get("officeDocument", _MAIN)
    related = archive.related(main)

    def part(name: str) -> Element | None:
        return archive.xml(related[name]) if related.get(name, "") in archive else None

    body = child(archive.xml(main), "body")
    if body is None:
        raise ReadError(f"Word 文件里没有正文部分，{_SAVE_AGAIN}。")
    styles = Styles(part("styles"))
    reader = _Reader(styles, part("numbering"), fields_closed(body))
    reader.bold_headings = bold_headings(list(body.iterfind(_PARAGRAPH)), styles)
    reader.tally["subdocuments"] = sum(1 for _ in body.iter(w("subDoc")))
    reader.attached = Attached(archive, main, reader.ledger, reader.tally, None if inner else _read_inside)
    pieces = list(reader.pieces(body))
    shown = [text_of(body), *reader.attached.unmet()]
    for name, text in _texts_of_parts(archive, main):
        if name in _PARTS:
            reader.ledger.leave_out(_PARTS[name], text)
        shown.append(text)
    return reader.ledger.settle(placed_text(pieces, "docx", "paragraph", reader.notes()), shown)


def _texts_of_parts(archive: Archive, main: str) -> Iterator[tuple[str, str]]:
    """Every text beside the body, with what its part is called by the standard."""
    for name in archive:
        if name == main.lower():
            continue
        if kind := _PART.match(name):
            yield kind[1], text_of(archive.xml(name))
        elif kind := _FIGURE.match(name):
            yield kind[1], text_of_part(archive.xml(name))


def _read_inside(content: bytes, path: Path) -> RawText:
    """Read a file that was put into another: a page, a document or a text, of which none inside it are read.

    What cannot be read has no text and no signs.
    """
    kind = kind_of(content)
    if kind == WORD_XML:
        kind, content = "docx", packed(content)
    if kind == "docx":
        return _read(content, inner=True)
    if kind == "html":
        return read_html(content, path)
    if kind == "text":
        return read_plain(content, path)
    if kind == "rtf":
        made, unknown = word_file_of(content)
        return with_unknown(_read(made, inner=True), unknown)
    return Ledger().settle(RawText("", kind, "", (0,)), ())


class _Reader:
    """Walks through a document once, in reading order."""

    def __init__(self, styles: Styles, numbering: Element | None, closed: bool) -> None:
        self._styles = styles
        self._numbering = Numbering(numbering, styles)
        self.tally: Counter[str] = Counter()
        self.ledger = Ledger()
        self.attached: Attached
        self.bold_headings: frozenset[Element] = frozenset()
        self._runs = TextRuns(styles, self.tally, closed, self.ledger)
        self._carried = ""

    def notes(self) -> tuple[Reason, ...]:
        """Return what was left out, how often."""
        codes = (
            "footnotes_left_out",
            "deletions_left_out",
            "hidden_left_out",
            "struck_left_out",
            "contents_left_out",
            "text_boxes",
            "figures",
            "embedded",
            "embedded_left_out",
            "subdocuments",
            "pictures",
        )
        return tuple(Reason(code, (str(self.tally[code]),)) for code in codes if self.tally[code])

    def pieces(self, container: Element, *, cell: bool = False) -> Iterator[str | None]:
        """Yield the places of a body, cell or text box; ``None`` for what is left out."""
        blocks = list(_blocks(container))
        for at, (block, unread) in enumerate(blocks, 1):
            if unread:
                self.tally["contents_left_out"] += unread == "contents"
                self.ledger.leave_out(unread, text_of(block))
                yield None
            elif block.tag == _CHUNK:
                yield from self.attached.file(block.get(_ID))
            elif block.tag == _TABLE:
                yield from self._table(block)
            else:
                last = at == len(blocks) or blocks[at][0].tag == _TABLE
                yield self._paragraph(block, cell=cell, last=last)

    def _paragraph(self, paragraph: Element, *, cell: bool, last: bool) -> str | None:
        text, boxes, contents = self._runs.read(paragraph)
        if (contents and not text and not boxes) or self._is_contents_entry(paragraph, text):
            self.tally["contents_left_out"] += 1
            self.ledger.leave_out("contents", text)
            return None
        deleted, hidden = end_of(paragraph)
        label = "" if deleted or (hidden and not text) else self._numbering.label(paragraph)
        text, self._carried = self._carried + text, ""
        if label and (text.strip() or cell):
            text = _joined(self.ledger.make(label), text)
        endless = deleted or hidden or is_drop_cap(paragraph)
        if endless and not last and len(text) < _RUN_ON_LIMIT:
            # Without its end, a paragraph runs on into the next; a large first sign is a paragraph in a frame.
            text, self._carried = "", text
        lines = [text] if text.strip() or not (boxes or endless) else []
        for drawn in boxes:
            if drawn.tag in ATTACHED:
                lines += self.attached.lines(drawn)
                continue
            inside = self._box(drawn)
            self.tally["text_boxes"] += bool(inside)
            lines += inside
        level = self._heading(paragraph) if text.strip() and len(lines) == 1 else None
        if level and not cell:
            return Headed(text, level)
        return "\n".join(lines) if lines else None

    def _heading(self, paragraph: Element) -> int | None:
        return BOLD_LEVEL if paragraph in self.bold_headings else self._styles.heading(paragraph)

    def _is_contents_entry(self, paragraph: Element, text: str) -> bool:
        name = self._styles.name(value(paragraph, "pPr", "pStyle"))
        return name.startswith("toc ") and name[-1:].isdigit() and text.rstrip()[-1:].isdigit()

    def _box(self, box: Element) -> list[str]:
        """Lines of a text box: a text of its own with its own fields and numbers, wherever it is anchored."""
        carried, self._carried = self._carried, ""
        story, self._numbering.story = self._numbering.story, "boxes"
        with self._runs.apart():
            lines = [piece for piece in self.pieces(box) if piece and piece.strip()]
        self._carried, self._numbering.story = carried, story
        return lines

    def _table(self, table: Element) -> Iterator[str | None]:
        every = list(_down(table, _ROW))
        gone = [row for row in every if child(row, "trPr", "del") is not None]
        rows = [(row, list(_down(row, _CELL))) for row in every if child(row, "trPr", "del") is None]
        self.tally["deletions_left_out"] += len(gone)
        self.ledger.leave_out("deletion", *map(text_of, gone))
        box = all(len(cells) <= 1 for _, cells in rows)
        above: list[str] = []
        for row, cells in rows:
            if box or (len(cells) == 1 and _is_text(cells[0])) or any(map(_holds_table, cells)):
                for cell in cells:
                    yield from self.pieces(cell)
            else:
                columns, held = self._row(row, cells, above)
                above = columns if holds_data(columns) else []
                yield "\t".join(columns) if held else None

    def _row(self, row: Element, cells: list[Element], above: list[str]) -> tuple[list[str], bool]:
        """Cells of a row by column, and whether any is its own: a short one beside the first column that is merged
        downwards stands in each of its rows, as a reader sees it.
        """
        columns = [""] * _span(row, "trPr", "gridBefore", otherwise=0)
        held = False
        for each in cells:
            unshown = "hidden" if _goes_on(each) else "placeholder" if _is_prompt(each) else None
            text = self._unshown(each, unshown) if unshown else self._cell(each)
            held = held or bool(text)
            if columns and is_merged(each, "vMerge") and len(seen := above[len(columns) : len(columns) + 1]) == 1:
                text = self.ledger.make(seen[0] if len(seen[0]) <= REPEATED else "")
            columns.append(text)
            columns += [""] * (_span(each, "tcPr", "gridSpan", otherwise=1) - 1)
        return columns, held

    def _unshown(self, cell: Element, reason: str) -> str:
        """Nothing: Word shows no text in a cell that is merged with another, and a prompt is none."""
        self.ledger.leave_out(reason, text_of(cell))
        return ""

    def _cell(self, cell: Element) -> str:
        pieces = (piece.replace("\t", " ").split("\n") for piece in self.pieces(cell, cell=True) if piece)
        lines = [line.strip() for piece in pieces for line in piece if line.strip()]
        # A blank only where both lines are written with blanks.
        apart = ("", *(" " if (above[-1] + below[0]).isascii() else "" for above, below in pairwise(lines)))
        return "".join(blank + line for blank, line in zip(apart, lines, strict=False))


def _blocks(container: Element, unread: str | None = None) -> Iterator[tuple[Element, str | None]]:
    """Paragraphs, tables and pages put in, and why each is not read: it belongs to a contents list that Word made, or
    is the prompt of a control that nobody has filled in; ``None`` if it is.
    """
    for block in container:
        if block.tag in (_PARAGRAPH, _TABLE, _CHUNK):
            yield block, unread
        elif block.tag in _THROUGH:
            gallery = value(block, "sdtPr", "docPartObj", "docPartGallery") or ""
            within = unread or ("contents" if gallery.lower() == _CONTENTS_GALLERY else None)
            yield from _blocks(block, within or ("placeholder" if is_placeholder(block) else None))
        elif block.tag == ALTERNATE:
            yield from _blocks(chosen(block), unread)


def _down(container: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row."""
    for each in container:
        if each.tag == tag:
            yield each
        elif each.tag in _THROUGH:
            yield from _down(each, tag)


def _is_text(cell: Element) -> bool:
    """Whether a cell that is a row by itself holds paragraphs rather than the name of the rows below."""
    return sum(any(text.text for text in paragraph.iter(w("t"))) for paragraph in cell.iterfind(_PARAGRAPH)) > 1


def _holds_table(cell: Element) -> bool:
    """Whether a table of three columns or more stands in a cell: the cell then only gives it its place."""
    return any(len(row.findall(_CELL)) > 2 for table in cell.iter(_TABLE) for row in table.iterfind(_ROW))


def _span(element: Element, *names: str, otherwise: int) -> int:
    return min(max(number(value(element, *names), otherwise), otherwise), _COLUMNS_LIMIT)


def _goes_on(cell: Element) -> bool:
    """Whether a cell is merged with the one above or before it."""
    return is_merged(cell, "vMerge") or is_merged(cell, "hMerge")


def _is_prompt(cell: Element) -> bool:
    """Whether a cell stands in a control that nobody has filled in."""
    around = cell.getparent()
    return around is not None and around.tag == w("sdtContent") and is_placeholder(around.getparent())


def _joined(label: str, text: str) -> str:
    """Return a number and its paragraph: ``1.`` before ``2025年`` must not become 1.2025."""
    text = text.lstrip()
    return f"{label} {text}" if label[-1:] in ".．" and text[:1].isdigit() else label + text

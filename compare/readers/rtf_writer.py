"""RTF files made into the parts of a Word file, which is read as any other.

What is kept: paragraphs, tables with merged cells, fields, hidden, deleted, struck and raised signs, heading styles and
outline levels, the numbers of lists as the file writes them, notes. Pictures, fonts and the page are not.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from msgspec import structs

from compare.errors import ReadError
from compare.model import LeftOut
from compare.readers.account import HAN, UNEXPLAINED, signs
from compare.readers.raw import RawText
from compare.readers.rtf_codes import Code, Fonts, codes

_NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_DEPTH_LIMIT = 2000
"""Groups inside one another; Word writes some ten."""

_RUN = {
    "v": "<w:vanish/>",
    "strike": "<w:strike/>",
    "striked": "<w:dstrike/>",
    "super": '<w:vertAlign w:val="superscript"/>',
    "deleted": "",
}
_MERGES = {"clvmgf": '<w:vMerge w:val="restart"/>', "clvmrg": "<w:vMerge/>", "clmrg": '<w:hMerge w:val="continue"/>'}
_SIGNS = {
    "tab": "<w:tab/>", "line": "<w:br/>", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": "\u2003", "enspace": "\u2002", "~": "\u00a0", "-": "", "_": "-",
    "{": "{", "}": "}", "\\": "\\",
}  # fmt: skip
# Groups whose text nobody sees: tables of fonts and styles, pictures, what a program keeps for itself.
_UNSHOWN = frozenset({
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "objdata", "objclass", "objname", "filetbl", "revtbl",
    "rsidtbl", "listtable", "listoverridetable", "generator", "themedata", "datastore", "latentstyles", "xmlnstbl",
    "template", "pntxtb", "pntxta", "sp", "bkmkstart", "bkmkend", "nonshppict", "nonesttables", "userprops", "private",
    "docvar", "xe", "tc", "datafield", "formfield", "pgptbl", "mmathPr", "panose", "falt", "atnid", "atnauthor",
    "atntime", "atndate", "atnref", "atnicn", "atrfstart", "atrfend", "ftnsep", "ftnsepc", "ftncn", "aftnsep",
    "aftnsepc", "aftncn", "background",
})  # fmt: skip
# Groups that may be passed over and hold what a program keeps for itself: settings, names, numbers of the list tables.
_KEPT = re.compile(
    r"(?:pn|list|rsid|bkmk|ts|ls|wgrf|blip|shp|do|m[A-Z]|mmath|theme|color|data|xml|latent|default|prop|user|hyph|ole"
    r"|obj|form|ff|fals|pan|font|file|rev|protect|mail|windows|fchars|lchars|docvar|template|link|hl|company|operator"
    r"|category|manager|keycode|gridtbl|factoid|background|oldc|style|at|annot|pg|upr|ud|generator|picprop|aft|ftn)\w*"
)
# Groups that are parts of their own in a Word file, which its reader tells of and leaves out.
_PARTS = {
    "footnote": "footnotes",
    "annotation": "comments",
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "header"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "footer"),
}
# Groups that a program may pass over that does not know them, and that hold text.
_SHOWN = frozenset({"shpinst", "shptxt", "fldinst", "listtext", "pntext", "nesttableprops", *_PARTS})


@dataclass(slots=True)
class _GroupState:
    """What holds inside a group."""

    shown: bool = True
    unknown: bool = False
    into: str = "body"
    properties: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Paragraph:
    runs: list[str] = field(default_factory=list)
    level: int | None = None


@dataclass(slots=True)
class _RtfTable:
    """Rows that are done, cells of the next one, and paragraphs of the next cell."""

    rows: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)

    def end_cell(self) -> None:
        """End the cell."""
        self.cells.append("".join(self.paragraphs))
        self.paragraphs = []

    def end_row(self, merges: list[str]) -> None:
        """End the row, with what is said of the merging of each of its cells."""
        told = (*merges, *("" for _ in self.cells))
        cells = (f"<w:tc><w:tcPr>{merge}</w:tcPr>{cell}</w:tc>" for merge, cell in zip(told, self.cells, strict=False))
        self.rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
        self.cells = []

    def end(self) -> str:
        """Return the table, what was begun of a further row being a row, and begin a new one."""
        if self.paragraphs:
            self.end_cell()
        if self.cells:
            self.end_row([])
        made = f"<w:tbl>{''.join(self.rows)}</w:tbl>" if self.rows else ""
        self.rows = []
        return made


def _is_kept(word: str) -> bool:
    return word in _UNSHOWN or _KEPT.fullmatch(word) is not None


def word_file_of(content: bytes) -> tuple[bytes, str]:
    """Return an RTF file as a Word file, and the texts of the groups in it that are not known.

    Raises:
        ReadError: It is nested too deep.
    """
    writer = _RtfWriter(Fonts(content))
    try:
        return writer.package(content), "".join(writer.unknown)
    except RecursionError:
        raise ReadError("RTF 文件的层次过深，读不了：请用 Word 或 WPS 打开后另存为 .docx。") from None


def with_unknown(raw: RawText, unknown: str) -> RawText:
    """Return what was read with an account of the groups that the reader does not know: their Han were lost, other
    signs are what a program keeps.
    """
    lost, kept = len(HAN.findall(unknown)), len(HAN.findall(raw.text))
    amounts = Counter({UNEXPLAINED: lost, "program": signs(unknown) - lost})
    amounts.update({row.what: row.signs for row in raw.left_out})
    rows = sorted((LeftOut(*row) for row in amounts.items() if row[1]), key=lambda row: (-row.signs, row.what))
    return structs.replace(
        raw,
        signs_in_file=(raw.signs_in_file or 0) + signs(unknown),
        left_out=tuple(rows),
        unexplained=(raw.unexplained * kept + lost) / max(1, kept + lost),
    )


class _RtfWriter:
    """Writes the body of a Word file while the codes of an RTF file go by.

    Attributes:
        unknown: Texts of groups that are not known, and of which the file says that they may be passed over.
    """

    def __init__(self, fonts: Fonts) -> None:
        self.unknown: list[str] = []
        self._fonts = fonts
        self._stack: list[_GroupState] = []
        self._state = _GroupState()
        self._body: list[str] = []
        self._parts: dict[str, list[str]] = {name: [] for name in _PARTS.values()}
        self._paragraph = _Paragraph()
        self._outer, self._inner = _RtfTable(), _RtfTable()
        self._depth = 0  # of tables around the paragraph
        self._merges: list[str] = []
        self._merge = ""

    def package(self, content: bytes) -> bytes:
        """Return the Word file."""
        for code in codes(content, self._fonts):
            self._take(code)
        self._end_paragraph()
        self._body.append(self._outer.end())
        body = f"<w:document {_NAMES}><w:body>{''.join(self._body)}</w:body></w:document>"
        made = BytesIO()
        with ZipFile(made, "w", ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", body)
            for name, runs in self._parts.items():
                archive.writestr(f"word/{name}.xml", f"<w:{name} {_NAMES}><w:p>{''.join(runs)}</w:p></w:{name}>")
        return made.getvalue()

    def _take(self, code: Code) -> None:
        if code.kind == "open":
            if len(self._stack) > _DEPTH_LIMIT:
                raise RecursionError
            self._stack.append(replace(self._state))
        elif code.kind == "close":
            self._state = self._stack.pop() if self._stack else self._state
        elif code.kind == "text":
            if self._state.unknown:
                self.unknown.append(code.text)
            self._write(escape(code.text, quote=False))
        elif code.optional and code.text not in _SHOWN:
            self._state.unknown = self._state.unknown or (self._state.shown and not _is_kept(code.text))
            self._state.shown = False
        else:
            self._control(code.text, code.number)

    def _control(self, word: str, number: int | None) -> None:
        if word in _UNSHOWN:
            self._state.shown = False
        elif not self._state.shown:
            return
        elif word in _SIGNS:
            self._write(_SIGNS[word])
        elif word in _PARTS:
            self._state.into = _PARTS[word]
            if word == "footnote":
                self._paragraph.runs.append("<w:r><w:footnoteReference/></w:r>")
        elif word == "fldinst":
            self._state.into = "code"
        elif word in ("par", "sect", "page"):
            self._end_paragraph()
        elif word in ("cell", "nestcell", "row", "nestrow"):
            self._end_in_table(word)
        else:
            self._format(word, number)

    def _end_in_table(self, word: str) -> None:
        table = self._inner if word.startswith("nest") else self._outer
        if table is self._outer:
            self._outer.paragraphs += filter(None, [self._inner.end()])
        if word.endswith("cell"):
            table.paragraphs.append(self._done())
            table.end_cell()
        else:
            table.end_row(self._merges)

    def _format(self, word: str, number: int | None) -> None:
        if word == "pard":
            self._depth, self._paragraph.level = 0, None
        elif word in ("intbl", "itap"):
            self._depth = 1 if number is None else number
        elif word == "outlinelevel" and number is not None:
            self._paragraph.level = number
        elif word == "s" and number in self._fonts.headings:
            self._paragraph.level = self._fonts.headings[number]
        elif word in _MERGES or word in ("trowd", "cellx"):
            self._merge_cells(word)
        else:
            self._format_run(word, on=number != 0)

    def _merge_cells(self, word: str) -> None:
        if word == "trowd":
            self._merges, self._merge = [], ""
        elif word == "cellx":
            self._merges.append(self._merge)
            self._merge = ""
        else:
            self._merge = _MERGES[word]

    def _format_run(self, word: str, *, on: bool) -> None:
        if word == "plain":
            self._state.properties = frozenset()
        elif word == "nosupersub":
            self._state.properties -= {_RUN["super"]}
        elif word in _RUN:
            self._state.properties -= {_RUN[word]}
            self._state.properties |= {_RUN[word]} if on else frozenset()

    def _write(self, inner: str) -> None:
        if not self._state.shown or self._state.into == "code" or not inner:
            return
        told = self._state.properties
        marks = "".join(sorted(told - {_RUN["deleted"]}))
        tag = "w:delText" if _RUN["deleted"] in told else "w:t"
        held = inner if inner.startswith("<w:") else f'<{tag} xml:space="preserve">{inner}</{tag}>'
        run = f"<w:r><w:rPr>{marks}</w:rPr>{held}</w:r>"
        run = f"<w:del>{run}</w:del>" if _RUN["deleted"] in told else run
        self._parts.get(self._state.into, self._paragraph.runs).append(run)

    def _done(self) -> str:
        """Return the paragraph, a new one being begun with the same outline level, as RTF has it."""
        level = self._paragraph.level
        marked = "" if level is None else f'<w:pPr><w:outlineLvl w:val="{level}"/></w:pPr>'
        made = f"<w:p>{marked}{''.join(self._paragraph.runs)}</w:p>"
        self._paragraph = _Paragraph(level=level)
        return made

    def _end_paragraph(self) -> None:
        if self._state.into != "body":
            return
        if self._depth:
            (self._outer if self._depth == 1 else self._inner).paragraphs.append(self._done())
        else:
            self._body += [self._outer.end(), self._done()]

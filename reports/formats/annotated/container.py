"""A Word file as a zip of parts: opened within bounds, written with all other parts byte for byte as they were."""

from __future__ import annotations

import io
import zlib
from posixpath import dirname, normpath
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

LARGEST, MOST_PARTS = 256 * 1024 * 1024, 10_000
"""Bytes that the parts of a file may have unpacked, together, and their number; a plan with photographs has 50 MB."""
_DATE = (1980, 1, 1, 0, 0, 0)
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""Name space of Word's own elements."""
_CONTENT_TYPES = "[Content_Types].xml"


class WordFile:
    """The parts of a Word file.

    Attributes:
        document: Root of the main part; whoever changes it changes the file.
        comments: Root of the part of the comments, an empty one where the file had none.
    """

    def __init__(self, parts: dict[str, tuple[ZipInfo, bytes]], main: str) -> None:
        self._parts = parts
        self._main = main
        self._relations = f"{dirname(main)}/_rels/{main.rpartition('/')[2]}.rels"
        self.document = _root(parts[main][1])
        found = self._related("comments")
        self._comments_part = found if found in parts else _free(parts, f"{dirname(main)}/comments")
        self._new = found not in parts
        self.comments = etree.Element(f"{W}comments", nsmap={"w": W[1:-1]}) if self._new else _root(parts[found][1])

    def content(self) -> bytes:
        """Return the file; the same parts give the same bytes."""
        changed = {self._main: _bytes(self.document), self._comments_part: _bytes(self.comments)}
        if self._new:
            changed |= self._announced()
        out = io.BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED) as new:
            for name, (info, part) in self._parts.items():
                kept = ZipInfo(info.filename, info.date_time)
                new.writestr(kept, changed.pop(name, part), info.compress_type)
            for name, part in sorted(changed.items()):
                new.writestr(ZipInfo(name, _DATE), part, ZIP_DEFLATED)
        return out.getvalue()

    def _related(self, kind: str) -> str:
        """Name of the part to which the main part has a relation of a kind; empty if it has none."""
        if self._relations not in self._parts:
            return ""
        return _target(_root(self._parts[self._relations][1]), kind, dirname(self._main))

    def _announced(self) -> dict[str, bytes]:
        """Return the parts that say that there are comments: list of types, relations of the main part."""
        types = _root(self._parts[_CONTENT_TYPES][1])
        etree.SubElement(types, f"{_TYPES}Override", PartName=f"/{self._comments_part}", ContentType=_COMMENTS)
        before = self._parts.get(self._relations)
        relations = _root(before[1]) if before else etree.Element(f"{_RELATION}Relationships")
        taken = {each.get("Id") for each in relations}
        number = next(n for n in range(1, len(taken) + 2) if f"rIdComments{n}" not in taken)
        etree.SubElement(
            relations,
            f"{_RELATION}Relationship",
            Id=f"rIdComments{number}",
            Type=f"{_OFFICE}/comments",
            Target=self._comments_part.rpartition("/")[2],
        )
        return {_CONTENT_TYPES: _bytes(types), self._relations: _bytes(relations)}


def word_file(content: bytes) -> WordFile | None:
    """Open a Word file; ``None`` where it is none, or one that cannot be written back as a plain ``.docx``.

    That is a file with macros, a template, one of the strict kind, one with a document type, a damaged or a huge one.
    """
    try:
        parts = _unpacked(content)
        main = _target(_root(parts["_rels/.rels"][1]), "officeDocument", "") if parts else ""
        if main not in parts or _type_of(parts, main) != _MAIN:
            return None
        file = WordFile(parts, main)
    # Whatever zipfile, zlib and lxml meet in a file that anyone may have made.
    except (BadZipFile, zlib.error, etree.LxmlError, LookupError, ValueError, OSError, RuntimeError, EOFError):
        return None
    body = file.document.tag == f"{W}document" and file.document.find(f"{W}body") is not None
    return file if body and file.comments.tag == f"{W}comments" else None


def _unpacked(content: bytes) -> dict[str, tuple[ZipInfo, bytes]]:
    """Name -> entry and content; nothing where the file holds too much or names a part twice."""
    with ZipFile(io.BytesIO(content)) as archive:
        every = archive.infolist()
        names = {info.filename for info in every}
        if len(every) > MOST_PARTS or len(names) < len(every) or sum(info.file_size for info in every) > LARGEST:
            return {}
        return {info.filename: (info, archive.read(info)) for info in every}


def _root(part: bytes) -> Any:
    """Parse a part.

    Raises:
        ValueError: It has a document type, which no part of a Word file has.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(part, parser)
    if root.getroottree().docinfo.doctype:
        raise ValueError("a part with a document type")
    return root


def _bytes(root: Any) -> bytes:
    made: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


def _target(relations: Any, kind: str, folder: str) -> str:
    for each in relations:
        if each.get("Type") == f"{_OFFICE}/{kind}" and each.get("TargetMode") != "External":
            target = each.get("Target", "")
            return target[1:] if target.startswith("/") else normpath(f"{folder}/{target}" if folder else target)
    return ""


def _type_of(parts: dict[str, tuple[ZipInfo, bytes]], name: str) -> str:
    for each in _root(parts[_CONTENT_TYPES][1]):
        if each.tag == f"{_TYPES}Override" and each.get("PartName") == f"/{name}":
            return str(each.get("ContentType"))
    return ""


def _free(parts: dict[str, tuple[ZipInfo, bytes]], stem: str) -> str:
    taken = {name.lower() for name in parts}
    names = (f"{stem}{number or ''}.xml" for number in range(len(taken) + 1))
    return next(name for name in names if name.lower() not in taken)

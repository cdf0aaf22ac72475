"""Parts of an Office file: a zip of XML that anyone may have made, opened within bounds.

Only the parts that are asked for are unpacked. python-docx is not used for reading: it unpacks every picture, and
refuses files in which one link leads nowhere, which Word and WPS open.
"""

from __future__ import annotations

import posixpath
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import ZipFile, ZipInfo

from compare.errors import ReadError

ENTRIES_LIMIT = 20_000
"""Parts in one file; a plan with a thousand pictures has some two thousand."""

PART_LIMIT = 64 * 1024 * 1024
"""Bytes of one part unpacked. A plan of a million characters has about 20 MB of marked-up text."""

RATIO_LIMIT = 150
"""Size unpacked over size packed. The text of plans reaches 15 to 30, tables 60; what is made to burst reaches 1000."""
_RATIO_FROM = 1024 * 1024

_SAVE_AGAIN = "请用 Word、Excel 或 WPS 打开后另存为新的文件"
_DIRECTORY_MARK = b"PK\x01\x02"
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
}

Element = Any
"""An element of lxml, which brings no types."""


class Link(NamedTuple):
    """A reference from one part to another: the last word of its type, and the other part's name."""

    kind: str
    target: str


class Archive:
    """A zip file of which single parts are read; raises ``zipfile`` and ``lxml`` errors where it is broken."""

    def __init__(self, content: bytes) -> None:
        """Read the directory.

        Raises:
            ReadError: There are too many parts.
            zipfile.BadZipFile: The file is cut or damaged.
        """
        refuse_crowd(content)
        self._zip = ZipFile(BytesIO(content))
        # Some programs write back strokes, or capitals where the standard has none.
        self._parts = {info.filename.replace("\\", "/").lower(): info for info in self._zip.infolist()}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def __iter__(self) -> Any:
        return iter(self._parts)

    def read(self, name: str) -> bytes:
        """Return a part unpacked.

        Raises:
            ReadError: It is larger than a plan's can be.
            KeyError: There is no such part.
        """
        info = self._parts[name.lower()]
        _refuse_bomb(info)
        with self._zip.open(info) as part:
            content = part.read(PART_LIMIT + 1)
        if len(content) > PART_LIMIT:
            raise _bomb()
        return content

    def xml(self, name: str) -> Element:
        """Root of an XML part, in the names of the transitional standard.

        Raises:
            ReadError: It declares entities, or is larger than a plan's can be.
            lxml.etree.XMLSyntaxError: It is no XML, or nested deeper than 256 elements.
            KeyError: There is no such part.
        """
        content = self.read(name)
        if _STRICT in content:
            for strict, transitional in _TRANSITIONAL.items():
                content = content.replace(strict, transitional)
        from lxml import etree  # a library as large as all the rest, which plain texts do not need

        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        root = etree.fromstring(content, parser)
        if root.getroottree().docinfo.doctype:
            raise ReadError(f"文件里有不该有的 XML 声明（DOCTYPE），可能有害，没有读。{_SAVE_AGAIN}。")
        return root

    def related(self, name: str) -> dict[str, str]:
        """Parts that a part refers to: the last word of the relation's type to the part's name; the first of each."""
        found: dict[str, str] = {}
        for link in self.links(name).values():
            found.setdefault(link.kind, link.target)
        return found

    def links(self, name: str) -> dict[str, Link]:
        """Return the parts that a part refers to, by the ids by which it does."""
        folder, file = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{file}.rels")
        found: dict[str, Link] = {}
        for relation in self.xml(rels) if rels in self else ():
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
                found[relation.get("Id", "")] = Link(relation.get("Type", "").rpartition("/")[2], target)
        return found


def refuse_bursting(content: bytes, limit: int) -> None:
    """Refuse a zip file, all of which a library will unpack, that has more bytes unpacked than ``limit``, or bursts.

    Raises:
        ReadError: It is, or has too many parts.
        zipfile.BadZipFile: The file is cut or damaged.
    """
    refuse_crowd(content)
    parts = ZipFile(BytesIO(content)).infolist()
    if sum(part.file_size for part in parts) > limit:
        raise _bomb()
    for part in parts:
        _refuse_bomb(part, limit)


def refuse_crowd(content: bytes) -> None:
    """Refuse a zip file with more parts than any plan or folder of plans has.

    Raises:
        ReadError: It has.
    """
    # Counted before zipfile makes an object of each.
    if content.count(_DIRECTORY_MARK) > ENTRIES_LIMIT:
        raise ReadError(f"压缩包里的部件超过 {ENTRIES_LIMIT} 个，不像是规划，{_SAVE_AGAIN}。")


def _refuse_bomb(info: ZipInfo, limit: int = PART_LIMIT) -> None:
    packed = max(info.compress_size, 1)
    if info.file_size > limit or (info.file_size > _RATIO_FROM and info.file_size > RATIO_LIMIT * packed):
        raise _bomb()


def _bomb() -> ReadError:
    return ReadError(f"文件解压后大得反常，可能有害，没有读。{_SAVE_AGAIN}，只保留正文。")

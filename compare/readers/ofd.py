"""OFD files (GB/T 33190, the state's format for official documents): pages of placed text, read as those of a PDF.

Its parts are opened within the bounds of :mod:`compare.readers.archive`. What lies over a page (annotations,
stamps) and what is not shown is left out. Pages are numbered through all documents of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from compare.errors import ReadError
from compare.execution import refuse_beyond
from compare.model import Reason
from compare.readers.archive import Archive, Element
from compare.readers.ocr import HOW
from compare.readers.raw import RawText

_ROOT, _ENCRYPTED = "ofd.xml", ("encryptions.xml", "decryptseed.dat")
"""The part where an OFD file begins; those that an encrypted one has (GM/T 0099)."""

_SAVE_AS = "请用 OFD 阅读软件或 WPS 打开后另存为 .pdf 或 .docx"
_TEXT = re.compile(r"<(?:\w+:)?TextCode\b[^>]*?(?<!/)>(.*?)</(?:\w+:)?TextCode\s*>", re.DOTALL)
_SECTION = re.compile(r"<!\[CDATA\[|\]\]>|<!--.*?-->", re.DOTALL)
_PICTURED, _FEW = 0.5, 20
"""A page is a picture where one covers so much of it and it has fewer signs than that."""


class _Part(NamedTuple):
    """What a page is made of: the root of a part, and its text counted without a parser of XML."""

    root: Element
    shown: str


class _Package:
    """The parts of a file; each is parsed once, and which were taken is known."""

    def __init__(self, content: bytes) -> None:
        self._archive = Archive(content)
        self._parts: dict[str, _Part] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._archive

    def part(self, name: str) -> _Part:
        """Return a part of the archive, of which the names are lower case."""
        if name not in self._parts:
            self._parts[name] = _Part(self._archive.xml(name), _shown(self._archive.read(name)))
        return self._parts[name]

    def find(self, written: str | None, beside: str) -> str | None:
        """Return the name of a part that another one refers to, relative to it or, as some programs do, to the root."""
        name = (written or "").strip().replace("\\", "/").lower()
        folder = PurePosixPath(beside).parent
        for tried in (name.lstrip("/"),) if name.startswith("/") else (str(folder / name), name):
            if name and (normal := _normal(tried)) in self._archive:
                return normal
        return None

    def unmet(self) -> tuple[str, str]:
        """Return the texts of the parts that no page has taken: those laid over pages, and others."""
        over, others = "", ""
        for name in self._archive:
            if name.endswith(".xml") and name not in self._parts:
                shown = _shown(self._archive.read(name))
                if "annot" in name:
                    over += shown
                else:
                    others += shown
        return over, others


def read_ofd(content: bytes, _: Path) -> RawText:
    """Read an OFD file; its places are its pages.

    Raises:
        ReadError: It is encrypted, broken, without end, or holds no text but perhaps pictures.
    """
    from compare.readers.pdf.glyphs import GlyphPage
    from compare.readers.pdf.reader import read_sheets

    package = _opened(content)
    sheets: list[GlyphPage] = []
    try:
        for document in _documents(package):
            sheets += _pages(package, document, len(sheets))
        over, others = package.unmet()
    except (ReadError, MemoryError):
        raise
    # zipfile, zlib and lxml raise whatever they meet first in a file that is cut or made to harm.
    except Exception as error:
        raise _broken() from error
    if not sheets:
        raise ReadError(f"OFD 文件里没有一页，可能只有签章或附件，没有正文：{_SAVE_AS}。")
    pictures = [n for n, page in enumerate(sheets, 1) if page.pictured >= _PICTURED and len(page.glyphs) < _FEW]
    if not any(page.glyphs for page in sheets) or len(pictures) == len(sheets):
        what = f"其中 {len(pictures)} 页是图片" if pictures else "没有可读的文字，可能只有签章"
        raise ReadError(f"OFD 共 {len(sheets)} 页，{what}：请另存为 .pdf，扫描件{HOW}。")
    sheets[-1] = sheets[-1]._replace(shown=sheets[-1].shown + over + others, over=sheets[-1].over + over)
    numbers = "、".join(map(str, pictures))
    return read_sheets(sheets, "ofd", [Reason("pdf_scanned", (str(len(pictures)), numbers))] if pictures else [])


def _opened(content: bytes) -> _Package:
    try:
        package = _Package(content)
    except (ReadError, MemoryError):
        raise
    except Exception as error:
        raise _broken() from error
    if any(name in package for name in _ENCRYPTED):
        raise ReadError(f"OFD 文件加了密，{_SAVE_AS}（不加密）。")
    return package


def _broken() -> ReadError:
    return ReadError(f"OFD 文件已损坏或不完整，请重新下载，或{_SAVE_AS.removeprefix('请')}。")


def _documents(package: _Package) -> Iterator[str]:
    for element in _named(package.part(_ROOT).root, "DocRoot"):
        if found := package.find(element.text, _ROOT):
            yield found


def _pages(package: _Package, document: str, before: int) -> Iterator[Any]:
    """Yield the pages of a document, with the templates that lie under or over them.

    Args:
        package: The file.
        document: The part of the document.
        before: Pages before its first one.
    """
    from compare.readers.ofd_page import read_page

    root = package.part(document).root
    templates = {
        element.get("ID", ""): found
        for element in _named(root, "TemplatePage")
        if (found := package.find(element.get("BaseLoc"), document))
    }
    box = next((element.text or "" for element in _named(root, "PhysicalBox")), "")
    held = [element.get("BaseLoc") for pages in _named(root, "Pages") for element in _named(pages, "Page")]
    # Before any is read: a small file may show one page many times.
    refuse_beyond("pages", before + len(held), "OFD 有 {} 页")
    signs = 0
    for written in held:
        found = package.find(written, document)
        if not found:
            continue
        page = package.part(found)
        under = [templates.get(element.get("TemplateID", "")) for element in _named(page.root, "Template")]
        parts = [*(package.part(name) for name in under if name), page]
        yield (sheet := read_page([part.root for part in parts], box, "".join(part.shown for part in parts)))
        signs += len(sheet.glyphs)
        refuse_beyond("chars", signs, "OFD 已读出 {} 字")


def _named(root: Element, name: str) -> Iterator[Element]:
    """Yield the elements below one that have a name, in whatever namespace: not all programs write that of the
    standard.
    """
    return (element for element in root.iter() if isinstance(element.tag, str) and element.tag.endswith(f"}}{name}"))


def _shown(content: bytes) -> str:
    """Return the signs of all text codes of a part, found without a parser of XML."""
    text = content.decode("utf-8", "replace")
    return "".join("".join(unescape(_SECTION.sub("", code)).split()) for code in _TEXT.findall(text))


def _normal(name: str) -> str:
    kept: list[str] = []
    for step in name.split("/"):
        if step == "..":
            kept = kept[:-1]
        elif step not in ("", "."):
            kept.append(step)
    return "/".join(kept)

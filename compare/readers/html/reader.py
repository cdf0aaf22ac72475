"""A saved page -> the raw text of its main part, under its title."""

from __future__ import annotations

import re
from itertools import chain, islice
from urllib.parse import unquote

from lxml import etree
from msgspec.structs import replace

from compare.errors import ReadError
from compare.model import Reason
from compare.readers.account import Ledger
from compare.readers.bold_headings import with_bold_headings
from compare.readers.html.blocks import leave_beside, lines_of
from compare.readers.html.data import held_text, told_text
from compare.readers.html.markup import texts_between_tags
from compare.readers.html.page import Element, pages
from compare.readers.html.pager import next_page
from compare.readers.html.parts import Weights, main_part, shown, text_of, weigh
from compare.readers.published import year_published
from compare.readers.raw import RawText, placed_text

HARDLY_ANY = 100
"""Han of prose. A plan has thousands; what a page holds that loads its text by script is a menu and a notice."""

_MUCH_MORE = 3
"""Times the prose of a page that its data must hold; what is shown may be an abstract of it."""

_TITLE_LINES = 20
_TITLE_LENGTH = 8
_HEADINGS = 20
"""Headings of the first rank among which the title is looked for; a page has one or two."""

# Signs of a site, codes to scan, buttons: pictures that are no text.
_SIGN = re.compile(
    r"logo|icon|qr|ewm|code|weixin|wechat|weibo|share|btn|button|beian|blank|space|sprite", re.IGNORECASE
)
# Where a page tells which picture a script loads once it comes into view; what it shows until then is a blank.
_LOADED_LATER = ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-url", "data-echo", "zoomfile")
_BUTTON = 8
"""Han that a button or the sign of a site may hold."""

_DRAWN = 8000
"""Characters of a picture that is written into the page up to which it is a button; a table takes tens of thousands."""

_HAN = re.compile("[\u3400-\u9fff]")
_PDF = re.compile(r"[^/\\?&=]{1,120}\.pdf", re.IGNORECASE)
_SITE = re.compile(r"(?:(?<!\s)\s++)?+(?:_|\||—|–|-(?:(?<= -) |(?=[^-]{2,30}$))).*")
_TAGS = re.compile(r"<[^<>]{0,20}>")


def read(content: bytes) -> RawText:
    """Read a page; of an archive with frames the page that holds most of the prose.

    Raises:
        ReadError: See :func:`compare.readers.html.read_html`.
    """
    found = [(each, weigh(each.root)) for each in pages(content)]
    main, weights = max(found, key=lambda page: page[1].total)
    root = main.root
    page, weights = _shown_or_held(root, weights)
    ledger = Ledger()
    for other, _ in found:
        if other.root is not page:
            leave_beside(other.root, None, weights.why_not, ledger)
    lines = _lines(page, weights, ledger)
    if weights.total < HARDLY_ANY and not _has_rows(lines):
        _refuse_embedded(root)
    if weights.total < HARDLY_ANY and (not _is_told(weights, lines) or _loads(root)):
        _refuse_pictures(root, weights)
        ledger.leave_out("navigation", *lines)
        lines = [ledger.make(line) for line in _told_to_search_engines(root)]
    elif (weights.total < HARDLY_ANY or _are_captions(lines)) and not _has_rows(lines):
        _refuse_pictures(root, weights)
    title = _title(root, weights)
    if title and not _holds(lines[:_TITLE_LINES], title):
        lines.insert(0, ledger.make(title))
    raw = replace(
        placed_text(lines, "html", "paragraph", _notes(root, weights)),
        encoding=main.encoding,
        published=year_published(main.markup),
    )
    counted = chain.from_iterable(texts_between_tags(each.markup) for each, _ in found)
    return ledger.settle(raw, chain(counted, () if page is root else shown(page)))


def _lines(page: Element, weights: Weights, ledger: Ledger) -> list[str]:
    """Lines of the main part of a page; what stands beside it is taken down."""
    part = main_part(page, weights)
    leave_beside(page, part, weights.why_not, ledger)
    return with_bold_headings(lines_of(part, weights.why_not, ledger))


def _notes(root: Element, weights: Weights) -> tuple[Reason, ...]:
    """Return what a reader should know: parts that were folded away are read, pictures and other pages are not."""
    found = [Reason("folded", (str(len(weights.folded)),))] if weights.folded else []
    if pictures := _pictures(main_part(root, weights), weights):
        found.append(Reason("pictures", (str(pictures),)))
    following = next_page(root)
    # What a page turns to by itself it holds, and hides.
    if following or (following is not None and not weights.folded):
        found.append(Reason("paged", (following,)))
    return tuple(found)


def _refuse_pictures(root: Element, weights: Weights) -> None:
    """Refuse a page whose text is pictures.

    Raises:
        ReadError: It shows pictures, the signs and codes around a text not counted, and hardly any prose.
    """
    # Where nothing else can bring a text, small pictures are no signs beside one either.
    if pictures := _pictures(root, weights) or (0 if _loads(root) else _drawn(root)):
        raise ReadError(
            f"网页的正文是 {pictures} 幅图片，几乎没有文字：请保存图片，"
            "先识别成文字（OCR），另存为 .docx 或 .txt 再试。"
        )


def _refuse_embedded(root: Element) -> None:
    """Refuse a page that only shows a PDF.

    Raises:
        ReadError: It holds the place of one.
    """
    for place in root.iter("embed", "object", "iframe"):
        if found := _PDF.search(unquote(place.get("src") or place.get("data") or "")):
            raise ReadError(
                f"网页里只嵌着一份 PDF（{found[0]}），没有正文：请在浏览器里打开这份 PDF，另存为 .pdf 文件，再放进来。"
            )


def _pictures(part: Element, weights: Weights) -> int:
    """Count the pictures of a part of a page that may hold words: an indicator table, a box, a scanned leaf."""
    drawn = (each for each in part.iter("img", "svg") if weights.why_not(each.getparent()) is None)
    return sum(_says(each) if each.tag == "svg" else not _is_sign(each) for each in drawn)


def _says(drawing: Element) -> bool:
    """Whether a drawing holds words, as charts do and buttons do not."""
    return len(_HAN.findall("".join(map(text_of, drawing.iter("text"))))) > _BUTTON


def _drawn(root: Element) -> int:
    """Count the pictures that a page holds itself, if there are several."""
    drawn = sum(each.get("src", "").startswith("data:") for each in root.iter("img"))
    return drawn if drawn > 1 else 0


def _is_sign(picture: Element) -> bool:
    source = next(filter(None, map(picture.get, _LOADED_LATER)), None) or picture.get("src", "")
    if source.startswith("data:"):
        return len(source) < _DRAWN
    told = " ".join([source, *(picture.get(name, "") for name in ("class", "id", "alt"))])
    return _SIGN.search(told) is not None


def _has_rows(lines: list[str]) -> bool:
    return any("\t" in line for line in lines)


def _are_captions(lines: list[str]) -> bool:
    """Whether no line says anything: none is a sentence, nor a part of one."""
    return not any(mark in line for line in lines for mark in "。；，")


def _is_told(weights: Weights, lines: list[str]) -> bool:
    """Whether a page shows a text, be it in a table."""
    return weights.total > 0 or _has_rows(lines)


def _shown_or_held(root: Element, weights: Weights) -> tuple[Element, Weights]:
    """Return the page, or what it holds in its data, if that is much more text."""
    held = held_text(root)
    if held is not None and (inner := weigh(held)).total >= max(HARDLY_ANY, _MUCH_MORE * weights.total):
        return held, inner
    return root, weights


def _told_to_search_engines(root: Element) -> list[str]:
    """Return the text that an empty page holds in its data for search engines (JSON-LD), which trafilatura knows to
    find.
    """
    shown = sum(map(len, lines_of(root)))
    if (told := told_text(root)) is not None and len(lines := lines_of(told)) > 1:
        return lines
    from trafilatura import baseline

    lines = [
        line
        for line in baseline(etree.tostring(root, encoding="unicode", method="html"))[1].split("\n")
        if line.strip()
    ]
    # Where there are no such data, it gives what the page shows.
    if sum(map(len, lines)) >= max(HARDLY_ANY, 2 * shown):
        return lines
    raise ReadError(
        "网页里几乎没有正文：多半由脚本或框架页另外载入，没有随网页保存。"
        "请在浏览器里等正文显示后另存为“网页，全部”或“单个文件”，或复制正文另存为 .txt。"
    )


def _loads(root: Element) -> bool:
    """Whether the page gets parts from elsewhere."""
    return next(root.iter("script", "iframe", "frame", "noscript"), None) is not None


def _title(root: Element, weights: Weights) -> str:
    """Return what the page calls its text: in a field for it, in a heading, or in its own title without the site's
    name.
    """
    whole = _clean(next((element.text or "" for element in root.iter("title")), ""))
    whole = whole if _HAN.search(whole) else ""  # the program that shows the text, not the text
    for meta in root.iter("meta"):
        if meta.get("name", "").lower() == "articletitle" and (name := _clean(meta.get("content", ""))):
            return name
    for heading in islice(root.iter("h1"), _HEADINGS):
        name = _clean("".join(lines_of(heading, weights.why_not)))
        if len(name) >= _TITLE_LENGTH and (not whole or _folded(name) in _folded(whole)):
            return name
    name = _SITE.sub("", whole)
    return name if len(name) >= _TITLE_LENGTH else ""


def _clean(text: str) -> str:
    return " ".join(_TAGS.sub("", text).split())


def _folded(text: str) -> str:
    return re.sub(r"\W", "", text)


def _holds(lines: list[str], title: str) -> bool:
    """Whether the first lines hold the title: one of them is it, or they hold it broken over lines."""
    wanted = _folded(title)
    folded = [_folded(line) for line in lines]
    return wanted in folded or (len(wanted) > _TITLE_LENGTH and wanted in "".join(folded))

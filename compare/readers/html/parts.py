"""Which part of a page is its text: the innermost element that holds nearly all of its prose.

Sites name their parts in a thousand ways, so it is the text that decides: prose stands in blocks of some length outside
of links. What the page hides is not read, unless it holds most of the prose: then a script shows it (a choice between
the text and its PDF edition).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from compare.readers.html.page import Element
from compare.readers.html.pager import is_pager
from compare.text import numbered_rank

KEPT = 0.95
"""Share of the prose that the main part must hold; the rest are sentences of the footer, or teasers of other pages."""

MINOR, MINOR_HAN = 0.1, 200
"""Share of the prose, or number of its Han, up to which what is named like furniture is furniture."""

_BLOCK_PROSE = 10
"""Han in a block of prose; menus and buttons have fewer."""

UNREAD = frozenset({
    "script", "style", "noscript", "template", "head", "select", "button", "input", "textarea", "svg",
    "object", "embed", "audio", "video", "canvas", "iframe", "frame", "frameset", "map", "rt", "rp",
})  # fmt: skip
"""Elements that hold no text of the page: programs, controls, pictures, how a character is pronounced."""

UNREAD_AS = {
    **dict.fromkeys(("script", "style", "template"), "program"),
    "head": "navigation",
    **dict.fromkeys(("rt", "rp"), "pinyin"),
}
"""What each of these is called in the account where it is no ``controls``."""

Sorting = Callable[[Element], str | None]
"""For what reason an element is not to be read; ``None`` if it is."""

_PROGRAMS = frozenset({"script", "style"})

_FURNITURE_TAGS = frozenset({"nav", "footer", "aside"})
_FURNITURE_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search"})
# Parts of names that web authors give to furniture everywhere, from Readability's list; "foot" but not "footnote".
_FURNITURE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:mw?-?)?(?:nav|menu|crumb|breadcrumb|foot(?!note)|sidebar|share|comment|relat|recommend|copyright"
    r"|toolbar|qrcode|login|search|print|banner|editsection)",
    re.IGNORECASE,
)
_FOLDS = ("aria-expanded", "aria-controls", "data-toggle", "data-target", "data-bs-toggle", "data-bs-target")
_FOLDED_PROSE = 40
"""Han of prose from which on hidden text is more than a notice or a prompt."""

_SAMPLE = 20
_NO_HAN = re.compile("[^\u3400-\u9fff]+")
_HIDDEN = re.compile(
    r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|font-size\s{0,3}:\s{0,3}0(?:px|pt|r?em|%)?\s{0,3}(?:;|!|$)",
    re.IGNORECASE,
)
_NOTE_LIST = re.compile(r"mso-element\s{0,3}:\s{0,3}(?:footnote|endnote|comment)", re.IGNORECASE)
_PAGE_PARTS = frozenset({"header", "footer"})
"""Titles of the parts into which LibreOffice writes the head and the foot of the pages of a document."""
# The title often stands apart from the text, and is put above it again.
_HEADINGS = frozenset({"h1", "h2", "h3"})
_HAN = re.compile("[\u3400-\u9fff]")
_LINK_LIST = 3
_LINK_SHARE = 0.7
_ENTRIES, _ENTRIES_SHARE = 4, 0.9
"""Links to places of the same page that a contents list has at least, and their share of its Han."""

_MENU_HAN = 20
"""Han of two links that are all that a block holds: a menu (首页 政务公开)."""

BLOCKS = frozenset({
    "html", "body", "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "table",
    "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "section", "article", "header", "footer", "main", "aside",
    "nav", "blockquote", "pre", "form", "fieldset", "legend", "figure", "figcaption", "center", "hr", "address",
    "details", "summary", "dir", "menu", "button",
})  # fmt: skip


@dataclass(slots=True)
class _Counts:
    """Han of an element while it is walked: of its own block, of links in it, prose and links of blocks below; anchors
    are links to places of the same page.
    """

    han: int = 0
    linked: int = 0
    prose: int = 0
    links: int = 0
    all_han: int = 0
    all_linked: int = 0
    anchors: int = 0
    all_anchored: int = 0


@dataclass(slots=True)
class Weights:
    """What every element of a page holds."""

    prose: dict[Element, int] = field(default_factory=dict)
    link_lists: set[Element] = field(default_factory=set)
    contents: set[Element] = field(default_factory=set)
    hidden: set[Element] = field(default_factory=set)
    folded: set[Element] = field(default_factory=set)
    """Hidden elements that a reader of the page can unfold: chapters behind tabs or under folded headings."""

    copies: set[Element] = field(default_factory=set)
    """Hidden elements whose text the page shows elsewhere: its edition for telephones or printers."""

    total: int = 0

    def minor(self, element: Element) -> bool:
        """Whether so little of the prose stands in the element that it may be left out."""
        prose = self.prose.get(element, 0)
        return prose <= MINOR * self.total or prose <= min(MINOR_HAN, 0.5 * self.total)

    def why_not(self, element: Element) -> str | None:
        """Return why an element is no part of the text: ``navigation`` (menus, share buttons, footers, lists of links),
        ``hidden``, ``contents``, ``notes`` (below the text); ``None`` if it is.
        """
        if element in self.hidden:
            most = self.prose.get(element, 0) >= 0.5 * self.total and element not in self.copies
            return None if element in self.folded or most else "hidden"
        if is_pager(element):
            return "navigation"
        if element in self.contents:
            return "contents"
        if _NOTE_LIST.search(element.get("style", "")):
            return "notes"
        if element.tag == "div" and element.get("title") in _PAGE_PARTS and self.minor(element):
            return "page"
        named = (
            element.tag in _FURNITURE_TAGS
            or element.get("role", "").lower() in _FURNITURE_ROLES
            or element in self.link_lists
            or _FURNITURE_NAMES.search(element.get("class", "")) is not None
            or _FURNITURE_NAMES.search(element.get("id", "")) is not None
        )
        return "navigation" if named and element.tag not in ("html", "body") and self.minor(element) else None


def weigh(root: Element) -> Weights:
    """Count the prose of every element of a page in one walk."""
    weights = Weights()
    stack = [_Counts()]
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            stack.append(_Counts())
            if element.tag in UNREAD:
                walker.skip_subtree()
                continue
            if "hidden" in element.attrib or _HIDDEN.search(element.get("style", "")):
                weights.hidden.add(element)
            _count(stack[-1], element.text)
        else:
            _close(weights, element, stack.pop(), stack[-1])
            _count(stack[-1], element.tail)
    weights.total = weights.prose.get(root, 0)
    _unfold(weights, root)
    return weights


def _unfold(weights: Weights, root: Element) -> None:
    """Tell hidden prose that the page has nowhere else from copies of what it shows, and from notices."""
    wanted = [each for each in weights.hidden if weights.prose.get(each, 0) >= _FOLDED_PROSE]
    if not wanted:
        return
    whole = _NO_HAN.sub("", text_of(root))
    seen = _NO_HAN.sub("", _shown_text(root, weights.hidden))
    for element in wanted:
        own = _NO_HAN.sub("", text_of(element))
        middle = len(own) // 2
        samples = [own[at : at + _SAMPLE] for at in (0, middle)]
        if all(whole.count(sample) == own.count(sample) for sample in samples):
            weights.folded.add(element)
        elif all(sample in seen for sample in samples):
            weights.copies.add(element)
    # A chapter of one sentence is folded as its neighbours are.
    alike = {(each.tag, each.get("class")) for each in weights.folded if each.get("class")}
    short = (each for each in weights.hidden if 0 < weights.prose.get(each, 0) < _FOLDED_PROSE)
    weights.folded |= {each for each in short if (each.tag, each.get("class")) in alike}


def _shown_text(root: Element, hidden: set[Element]) -> str:
    """Return all text of a page that no hidden element holds."""
    pieces: list[str] = []
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "end":
            pieces.append(element.tail or "")
        elif element in hidden or element.tag in _PROGRAMS:
            walker.skip_subtree()
        else:
            pieces.append(element.text or "")
    return "".join(pieces)


def _count(counts: _Counts, text: str | None) -> None:
    if text:
        counts.han += len(_HAN.findall(text))


def _close(weights: Weights, element: Element, counts: _Counts, parent: _Counts) -> None:
    if element.tag == "a" and not (element.get("href") or "#").startswith("#"):
        counts.linked = counts.han
        counts.links += 1
    elif element.tag == "a":
        counts.all_anchored += counts.han
        counts.anchors += 1
    parent.links += counts.links
    parent.anchors += counts.anchors
    parent.all_anchored += counts.all_anchored
    if element.tag in BLOCKS:
        own = counts.han - counts.linked
        counts.prose += own if own >= _BLOCK_PROSE and element.tag not in _HEADINGS else 0
        counts.all_han += counts.han
        counts.all_linked += counts.linked
        few = counts.links >= 2 and counts.all_linked == counts.all_han <= _MENU_HAN
        if few or (counts.links >= _LINK_LIST and counts.all_linked >= _LINK_SHARE * counts.all_han):
            weights.link_lists.add(element)
        if counts.anchors >= _ENTRIES and counts.all_anchored >= _ENTRIES_SHARE * counts.all_han:
            weights.contents.add(element)
    else:
        parent.han += counts.han
        parent.linked += counts.linked
    parent.prose += counts.prose
    parent.all_han += counts.all_han
    parent.all_linked += counts.all_linked
    weights.prose[element] = counts.prose


def heads_fold(element: Element) -> bool:
    """Whether a button is the heading of a part that it folds: it says so, or bears a number as headings do."""
    if element.tag != "button":
        return False
    said = "".join(element.itertext()).strip()
    folds = any(name in element.attrib for name in _FOLDS)
    return bool(_HAN.search(said)) and (folds or (numbered_rank(said) or 9) <= 3)


def main_part(root: Element, weights: Weights) -> Element:
    """Return the innermost element that holds nearly all of the prose, furniture not counted."""
    part, sought = root, weights.total
    while len(part):
        best = max(part, key=lambda child: weights.prose.get(child, 0))
        sought -= sum(weights.prose.get(child, 0) for child in part if child is not best and weights.why_not(child))
        if not weights.prose.get(best) or weights.prose[best] < KEPT * sought:
            break
        part = best
    return part


def shown(root: Element) -> Iterator[str]:
    """Return every text of a page but its programs, whatever it stands in, counted without the reader."""
    for element in root.iter():
        if element.tag not in _PROGRAMS:
            yield element.text or ""
        yield element.tail or ""


def text_of(element: Element, without: Element | None = None) -> str:
    """Return all text of an element but that of programs, in the order of the page.

    Args:
        element: The element.
        without: An element inside whose text is not wanted.
    """
    pieces: list[str] = []
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walker:
        if event == "end":
            pieces.append(inner.tail or "" if inner is not element else "")
        elif inner.tag in _PROGRAMS or inner is without:
            walker.skip_subtree()
        else:
            pieces.append(inner.text or "")
    return "".join(pieces)

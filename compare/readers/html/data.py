"""The text that a page holds not in its markup but in its data, from which a script would show it.

The information platforms of the governments of Guangdong do so (``window._CONFIG = {DETAIL: {"content": "<p>…"}}``);
others keep a chapter a string, or the whole text in a field of a form. A page saved as it was sent has no other text.
"""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import unquote_to_bytes

from lxml import etree

from compare.errors import ReadError
from compare.readers.decode import decode
from compare.readers.html.page import Element, parsed

_LITERAL = re.compile(r'"((?:[^"\\\n]|\\.){60,}+)"|' r"'((?:[^'\\\n]|\\.){60,}+)'|" r"`((?:[^`\\]|\\.){60,}+)`")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2}){3}")
"""A Han character as addresses write it."""
_FOR_SEARCH_ENGINES = "application/ld+json"
_BEGINS = re.compile(r"(?:^|[=(:,])\s{0,9}([\[{])")
_TRIES = 20
"""Places of a script at which data may begin."""

_HAN = re.compile("[\u3400-\u9fff]")
_HAN_LEAST = 40
"""Han of a string that is a text; names and messages have fewer."""

_NAMES = ("name", "title", "chapter", "heading", "header", "label")
_DEPTH = 60
_MARKUP = re.compile(r"text/(?:html|(?:x-)?template|x-[a-z-]{3,30}-template|ng-template)", re.IGNORECASE)
"""Types of scripts that are no programs but parts of a page that a program shows."""
_GIVEN = ("data-", ":", "v-", "x-", "ng-")
"""How the attributes begin that a page's program reads."""
_FIELDS = ("textarea", "template", "noscript")


def held_text(root: Element) -> Element | None:
    """Return the longest text that a page holds in its data, as a page of its own; ``None`` if there is none.

    The strings of a list of chapters are one text, each under its name.
    """
    return _longest([*_of_fields(root), *_of_attributes(root), *_of_scripts(root)])


def told_text(root: Element) -> Element | None:
    """Return the longest text that a page tells search engines (JSON-LD), as a page of its own; ``None`` if there is
    none.
    """
    scripts = (each.text or "" for each in root.iter("script") if each.get("type", "") == _FOR_SEARCH_ENGINES)
    return _longest([group for script in scripts for value in _values(script) for group in _groups(value)])


def _longest(found: Sequence[list[str]]) -> Element | None:
    """Return the longest of some texts as a page; ``None`` if there is none."""
    longest = max(found, key=lambda texts: sum(map(_han, texts)), default=[])
    if not longest:
        return None
    pieces = (text if "<" in text else f"<pre>{html.escape(text)}</pre>" for text in longest)
    try:
        return parsed("\n".join(f"<div>{piece}</div>" for piece in pieces))
    except ReadError:
        return None


def _of_fields(root: Element) -> Iterator[list[str]]:
    """Texts of fields of a form, of templates, of frames that are written into the page, and of what stands in for a
    script.
    """
    for element in root.iter("input", "iframe", "script", *_FIELDS):
        if element.tag == "input":
            text = element.get("value", "")
        elif element.tag == "iframe":
            text = element.get("srcdoc", "") or _of_address(element.get("src", ""))
        elif element.tag == "textarea":
            text = "".join(element.itertext())
        elif element.tag == "script":
            text = (element.text or "") if _MARKUP.fullmatch(element.get("type", "")) else ""
        else:
            text = "".join(etree.tostring(inner, encoding="unicode", method="html") for inner in element)
            text = html.escape(element.text or "") + text
        if _han(text) >= _HAN_LEAST:
            yield [text]


def _of_address(address: str) -> str:
    """Return the page that an address itself holds (RFC 2397); empty if it holds none."""
    head, _, body = address.partition(",")
    if not head.lower().startswith("data:text/html"):
        return ""
    try:
        content = base64.b64decode(body) if head.lower().endswith(";base64") else unquote_to_bytes(body)
        return decode(content)[0]
    except (ValueError, ReadError):
        return ""


def _of_attributes(root: Element) -> Iterator[list[str]]:
    """Texts, or data with texts, that a component of the page is given in its attributes."""
    for element in root.iter(etree.Element):
        for name, value in element.items():
            if not name.startswith(_GIVEN) or _han(value) < _HAN_LEAST:
                continue
            groups = [group for data in _values(value) for group in _groups(data)]
            yield from groups or [[value]]


def _of_scripts(root: Element) -> Iterator[list[str]]:
    for script in root.iter("script"):
        text = script.text or ""
        if (
            script.get("type", "") == _FOR_SEARCH_ENGINES
            or _MARKUP.fullmatch(script.get("type", ""))
            or _signs(text) < _HAN_LEAST
        ):
            continue
        if groups := [group for value in _values(text) for group in _groups(value)]:
            yield from groups
        else:
            yield [said for said in _literals(text) if _han(said) >= _HAN_LEAST]


def _values(script: str) -> Iterator[Any]:
    """Yield the data of a script, so far as they are JSON."""
    decoder, done = json.JSONDecoder(), 0
    for begin, _ in zip(_BEGINS.finditer(script), range(_TRIES), strict=False):
        if begin.start(1) < done:
            continue
        try:
            value, done = decoder.raw_decode(script, begin.start(1))
        except (json.JSONDecodeError, RecursionError):
            continue
        yield value


def _groups(value: Any) -> list[list[str]]:
    """Texts of a value, those with the same keys above them together: chapter by chapter in its order."""
    found: dict[tuple[str, ...], dict[str, None]] = {}
    _walk(value, (), found)
    return [list(texts) for texts in found.values() if max(map(_han, texts)) >= _HAN_LEAST]


def _walk(value: Any, path: tuple[str, ...], found: dict[tuple[str, ...], dict[str, None]]) -> None:
    if len(path) > _DEPTH:
        return
    if isinstance(value, list):
        below = path or ("[]",)
        for each in value:
            if isinstance(each, str) and _han(each):
                found.setdefault((*below, "[]"), {})[each] = None
            else:
                _walk(each, below, found)
    elif isinstance(value, dict):
        names = [said for key in _NAMES if isinstance(said := value.get(key), str) and 0 < _han(said) < _HAN_LEAST]
        for key, each in value.items():
            below = (*path, str(key))
            if isinstance(each, str) and _han(each) >= (1 if key not in _NAMES else _HAN_LEAST):
                group = found.setdefault(below, {})
                if path and names and names[0] not in each:
                    group[names[0]] = None
                group[each] = None
            else:
                _walk(each, below, found)


def _signs(script: str) -> int:
    """Han of a script, however it writes them."""
    return _han(script) + script.count("\\u") + len(_PERCENT.findall(script))


def _literals(script: str) -> Iterator[str]:
    for literal in _LITERAL.finditer(script):
        if literal[3]:
            yield literal[3].replace("\\`", "`")
            continue
        text = literal[1] or literal[2].replace("\\'", "'").replace('"', '\\"')
        if len(_PERCENT.findall(text)) >= _HAN_LEAST:
            yield unquote_to_bytes(text).decode("utf-8", "replace")
            continue
        try:
            yield json.loads(f'"{text}"', strict=False)
        except json.JSONDecodeError:
            continue


def _han(text: str) -> int:
    return len(_HAN.findall(text))

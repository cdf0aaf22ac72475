"""Markdown: headings by ``#`` or underlined, lists with their numbers, tables by ``|`` or of HTML, formulas of TeX.

A block is made HTML by markdown-it and read as a part of a web page, so that what holds of pages (raised signs, lists,
tables, struck text) holds here. Line ends inside of a paragraph stay: many plans were only given the ending .md. Places
are lines of the file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec.structs import replace

from compare.model import Reason
from compare.readers.account import Ledger
from compare.readers.html.blocks import lines_of
from compare.readers.html.markup import texts_between_tags
from compare.readers.html.page import parsed
from compare.readers.latex import without_latex
from compare.readers.markdown_marks import title_of, without_marks
from compare.readers.markdown_tables import with_tables
from compare.readers.raw import Headed, RawText, placed_text

_FRONT = re.compile(r"\A---[ \t]*\n(?:[^\n]{0,400}\n){1,60}?---[ \t]*(?:\n|\Z)")
_HEADING_LIMIT = 60
"""Characters of a heading; a longer paragraph with a rule below it is none."""

# By the rule for Latin words, **38.5%**提高 is not strong: no blank parts Chinese words from the marks around them.
_STRONG = re.compile(r"(?<![*\\])(\*\*)(?=[^\s*])([^*\n]{1,400}?)(?<=[^\s*])\*\*(?!\*)")
# A backslash before a mark of Chinese is one that a converter put there.
_ESCAPED = re.compile(r"\\(?=[“”‘’（）《》〈〉【】、。，；：！？—…·％])")
_PAGE_NUMBER = re.compile(r"^[ \t]{0,3}(-)(?= ?\d{1,4} ?[-—–][ \t]*$)", re.MULTILINE)
# What a renderer shows nothing of: remarks, tags, addresses of links and pictures.
_UNSHOWN = re.compile(
    r"<!--.{0,20000}?-->|<[^<>]{1,2000}>|!\[[^\]\n]{0,400}\]|\]\([^()\n]{0,2000}\)|^\[[^\]\n]{1,99}\]:[^\n]*$",
    re.MULTILINE | re.DOTALL,
)
_HAN = re.compile("[\u3400-\u9fff]")
# A declaration that never ends would take the text behind it along.
_UNCLOSED = re.compile(r"<(?=![A-Za-z][^>]*$)")

_SAMPLE = 4
_NO_WORD = re.compile(r"\W+")


def read_markdown(text: str, encoding: str) -> RawText:
    """Read decoded Markdown.

    Args:
        text: The text of the file.
        encoding: What it was encoded in.
    """
    source = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(source)
    inner, outer = Ledger(), Ledger()
    bare = without_marks("\n" * source[: front.end()].count("\n") + source[front.end() :] if front else source, outer)
    tabled = with_tables(bare, outer)
    body = without_latex(tabled)
    title = title_of(front[0], body) if front else ""
    lines: list[tuple[int, str]] = [(1, Headed(outer.make(title), 1))] if title else []
    shown: list[str] = []
    rows = body.split("\n")
    pictures = 0
    for first, last, markup in _blocks(_for_chinese(body)):
        pictures += markup.count("<img")
        page = parsed(f"<div>{markup}</div>")
        shown.extend(texts_between_tags(markup))
        lines += _numbered(lines_of(page, ledger=inner), rows, first, last)
    rendered = "\n".join(shown)
    outer.rewrite("formula", tabled, body)
    outer.leave_out("front_matter", front[0] if front else "")
    outer.rewrite("markup", _without_lost_han(body, rendered + inner.made), rendered + inner.made)
    outer.take_over(inner)
    notes = (Reason("pictures", (str(pictures),)),) if pictures else ()
    raw = replace(_placed(lines, notes), encoding=encoding)
    return outer.settle(raw, (source,))


def _for_chinese(body: str) -> str:
    """Return Markdown in which marks mean what they do between Latin words; a page number is no item of a list."""
    return _PAGE_NUMBER.sub(r"\\\1", _ESCAPED.sub("", _STRONG.sub(r"\2", body)))


def _without_lost_han(body: str, rendered: str) -> str:
    """Return Markdown without the Han that the renderer lost, but for those of marks: these alone are markup."""
    lost = Counter(_HAN.findall(body)) - Counter(_HAN.findall(rendered))
    lost -= Counter(_HAN.findall("".join(_UNSHOWN.findall(body)))) if lost else lost
    kept = []
    for sign in body:
        if lost[sign]:
            lost[sign] -= 1
        else:
            kept.append(sign)
    return "".join(kept) if lost or len(kept) < len(body) else body


def _placed(lines: list[tuple[int, str]], notes: tuple[Reason, ...]) -> RawText:
    """Raw text whose places are the lines of the file."""
    raw = placed_text((line for _, line in lines), "md", "paragraph", notes)
    starts: list[int] = []
    for (number, _), start in zip(lines, raw.starts, strict=False):
        starts += [start] * (number - len(starts))
    return replace(raw, unit="line", starts=(0, *starts[1:]) if starts else (0,))


def _blocks(text: str) -> Iterator[tuple[int, int, str]]:
    """Blocks of the outermost level: first line, line behind the last, HTML."""
    parser = _parser()
    tokens = parser.parse(text)
    begin = 0
    for at, token in enumerate(tokens):
        if token.level == 0 and token.nesting <= 0:
            block = tokens[begin : at + 1]
            first, last = block[0].map or (0, 0)
            markup = parser.renderer.render(_plain(block), parser.options, {})
            yield first, last, _UNCLOSED.sub("&lt;", markup)
            begin = at + 1


def _plain(block: list[Token]) -> list[Token]:
    """Return a block in which a long paragraph over a rule is no heading."""
    head = block[0]
    if head.type == "heading_open" and (head.markup in ("=", "-")) and len(block[1].content) > _HEADING_LIMIT:
        head.tag = block[-1].tag = "p"
    return block


def _numbered(found: list[str], rows: list[str], first: int, last: int) -> Iterator[tuple[int, str]]:
    """Lines of a block, each with its number from 1 in the file: that of the row that holds its first words."""
    at = first
    for line in found:
        words = _NO_WORD.sub("", str(line))[:_SAMPLE]
        following = (row for row in range(at, last) if words in _NO_WORD.sub("", rows[row]))
        at = next(following, at)
        yield at + 1, line


@cache
def _parser() -> MarkdownIt:
    # Lines set in by blanks are paragraphs of a plan, not source code.
    return MarkdownIt("commonmark", {"breaks": True, "html": True}).enable(["table", "strikethrough"]).disable("code")

"""What kind of document a plan is, and the title that a text or a file name gives it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from compare.model import Kind
from compare.text import Cues, composed, cues, cues_of, named_areas

# A notice that issues a plan is about the plan.
_NOTICE, _ISSUED = cues("issues_about"), cues("issued_in_title")
_EXPLAINS, _REPORTS, _ABOUT = cues("explains"), cues("gives_report"), cues("names_another")
_ABOUT_OFTEN, _ABOUT_SHARE = 3, 0.001
_PLAN, _WHOLE, _MEETING = cues("names_plan"), cues("whole_title"), cues("meeting")
_OF_REGION = re.compile(
    r"(?:一体化|都市圈|城市群|经济圈|经济带|合作区)[^，,、。；;\n]{0,16}(?:规划|纲要|方案|行动计划)"
)
_TOLD_BY_TEXT = frozenset({Kind.SPATIAL, Kind.OUTLINE, Kind.REGIONAL, Kind.SPECIAL})
_APART = composed(r"(?<=[\u4e00-\u9fff])[ \u3000\xa0]+(?=[\u4e00-\u9fff\d])|(?<=\d)[ \u3000\xa0]+(?=[\u4e00-\u9fff])")
_LABEL, _WHOLE_TEXT = cues("label_of_title"), cues("shown_with_title")
_SITE, _GIVEN = cues("site_behind_title"), cues("given_behind_title")
_EVERY, _OFFICE = cues("every_plan"), cues("office")
_SUBJECT = re.compile(r"[\u4e00-\u9fff“”、·（）()]{4,40}")
_IN_BRACKETS = re.compile("《([^《》]{4,80})》")
_STOPS = re.compile(r"[。；;！!？?]")
_LONGEST = 80
_SET_WIDE = 4
"""Words of a title, mostly of one sign, that is set wide (政 府 工 作 报 告)."""


def kinds() -> Iterator[tuple[Kind, Cues]]:
    """Yield the kinds that a title may name, with the cues of each; the first that finds something tells."""
    for cue in cues_of("document_kinds").values():
        yield Kind(cue.tags[0]), cue


def title_in(lines: Sequence[str], head: str, text: str) -> str | None:
    """Return the title among the lines above a text: the longest that names a kind of document.

    It may run over several lines, the first of which may name the area alone. An interpretation without a title has
    that of what it is about.
    """
    squeezed = [_without_site(_drawn_together(line).strip("—–-=·* ")) for line in lines]
    titles = [_joined(squeezed, number) for number, line in enumerate(squeezed) if _tells(line)]
    if titles:
        return max(titles, key=len)
    if lines or not _EXPLAINS.search(head):
        return None
    named = Counter(re.findall(r"《([^《》\n]{4,60})》", text))
    return max(named, key=lambda title: named[title], default=None)


def _drawn_together(title: str) -> str:
    """Return a title without the blanks between its signs: those beside a figure too, where it is set wide."""
    words = title.split()
    wide = len(words) >= _SET_WIDE and 2 * sum(len(word) == 1 for word in words) > len(words)
    return "".join(words) if wide else _APART.sub("", title)


def _without_site(title: str) -> str:
    """Return a title without what a site or a person puts around it: a label, #, 全文发布, the site's name."""
    title = _GIVEN.sub("", _LABEL.sub("", title))
    bare = _SITE.sub("", title)
    bare = _WHOLE_TEXT.sub("", bare if _PLAN.search(bare) else title)
    return bare if _PLAN.search(bare) else title


def _joined(lines: Sequence[str], number: int) -> str:
    """Return a line of a title with those that it continues and that continue it: “十四五”规划 alone has its subject
    above.
    """
    first = number
    while first and _tells(lines[first - 1]) and not _WHOLE.search(lines[first - 1]):
        first -= 1
    last = number
    while last + 1 < len(lines) and _tells(lines[last + 1]) and not _WHOLE.search(lines[last]):
        last += 1
    title = "".join(lines[first : last + 1])
    above = lines[first - 1] if first else ""
    if not _EVERY.sub("", title) and _SUBJECT.fullmatch(above) and not _OFFICE.search(above):
        first, title = first - 1, above + title
        above = lines[first - 1] if first else ""
    areas = named_areas(above)
    if areas and areas[-1][2] == len(above) and not named_areas(title):
        title = above + title
    return title if len(title) <= _LONGEST else lines[number]


def _tells(line: str) -> bool:
    return len(line) <= _LONGEST and not _STOPS.search(line) and not _MEETING.search(line) and names_kind(line)


def issued(title: str) -> str:
    """Return the title of what a notice issues (关于印发…的通知), or that stands whole in 《》; any other as it is."""
    found = _ISSUED.match(title) or _IN_BRACKETS.fullmatch(title)
    return found.group(1) if found else title


def names_kind(title: str) -> bool:
    """Whether a title says what kind of document it is."""
    return any(pattern.search(title) for _, pattern in kinds())


def kind_of_plan(title: str, head: str, text: str) -> Kind:
    """Return the kind of a document, by its title, else by its first lines.

    Args:
        title: Title or file name.
        head: First lines of the text.
        text: The whole text.
    """
    about = len(_ABOUT.findall(text))
    if _EXPLAINS.search(head) or (about >= max(_ABOUT_OFTEN, _ABOUT_SHARE * len(text)) and not _PLAN.search(title)):
        return Kind.INTERPRETATION
    title = _NOTICE.sub("", title) or title
    for kind, pattern in kinds():
        if pattern.search(title):
            return kind
    # In running text 调研 and 意见 are words, not kinds.
    if _REPORTS.search(head):
        return Kind.REPORT
    for kind, pattern in kinds():
        # 产业带、经济圈 are words of a text, too, that is no plan of an area of several cities.
        if kind in _TOLD_BY_TEXT and pattern.search(head) and (kind is not Kind.REGIONAL or _OF_REGION.search(head)):
            return kind
    return Kind.REPORT if "各位代表" in text else Kind.SPECIAL

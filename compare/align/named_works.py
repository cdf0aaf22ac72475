"""Clauses about single things by name: firms and projects of one area, and places inside a plan's own area."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compare.align.applicability import ClausePart, home_of, is_about_inside, names_inside
from compare.model import Binds, Level, Plan
from compare.text import cues

_PHRASE = re.compile(r"[^，,；;。]+")
_MEMBER = re.compile(r"[^、和]+")
_LIST, _NAME, _PRELUDE = cues("works_by_name"), cues("work_name"), cues("prelude")
_HELPED, _OF_A_FIRM = cues("helped"), cues("of_a_firm")
# A shorter word that no other plan uses is rather a new word than a name (净菜, 网店).
_NAME_LENGTH = 3


def named_works(text: str, plan: Plan, parts: Sequence[ClausePart], names: Sequence[str]) -> Binds | None:
    """Whom a clause binds that is about single things by name; ``None`` where it is about no such things.

    Args:
        text: Of the clause.
        plan: The plan in which it stands; a plan of the whole country names nothing that is its own alone.
        parts: What each of its parts names, as ``places_of`` gives it.
        names: Its words that plans of the whole country do not use.
    """
    if plan.level is Level.NATIONAL or any(part.every for part in parts):
        return None
    home = home_of(plan)
    if is_about_inside(parts, home):
        return "places"
    asked = _first_asked(text)
    if not (_lists_works(asked, parts, names) or _helps_one(asked, names)):
        return None
    return "places" if names_inside(parts, home) else "upper_only"


def _first_asked(text: str) -> str:
    """Return the first phrase of a clause that says what is done."""
    phrases = (each.group() for each in _PHRASE.finditer(text))
    return next((phrase for phrase in phrases if not _PRELUDE.search(phrase)), "")


def _lists_works(phrase: str, parts: Sequence[ClausePart], names: Sequence[str]) -> bool:
    """Whether a phrase lists firms or projects of which at least half are called by name."""
    found = _LIST.search(phrase)
    if not found:
        return False
    members = _MEMBER.findall(found["list"])
    placed = [part.text for part in parts if part.words]
    named = [
        member
        for member in members
        if _NAME.search(member) or any(name in member for name in names) or any(member in text for text in placed)
    ]
    return len(members) > (not found["many"]) and 2 * len(named) >= len(members)


def _helps_one(phrase: str, names: Sequence[str]) -> bool:
    """Whether a phrase helps one firm or institution by name to do something: 支持某某重工加快技术攻关."""
    return any(
        len(name) >= _NAME_LENGTH and _HELPED.search(before) and _OF_A_FIRM.search(behind)
        for name in names
        for before, found, behind in [phrase.partition(name)]
        if found
    )

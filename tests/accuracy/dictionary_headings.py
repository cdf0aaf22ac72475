"""Count the headings of outlines that the general dictionary knows: prints a row for each outline.

    python -m tests.accuracy.dictionary_headings OUTLINE ... [--unknown]

A heading is named if the name or an alias of a theme of the dictionary is written in it, as one phrase or with its words
apart, and known if the matrix would believe a theme by any phrase in it.  Headings that tell no theme are not counted:
those over what is past, given or only organizes the plan (``SILENT``), and those made of general words and places alone.
With ``--unknown`` the others that no theme knows are printed below.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any, NamedTuple

from compare import RunOptions
from compare.corpus import given_plans
from compare.coverage import general_words, search_for
from compare.coverage.candidates import Searched, holding_clauses
from compare.coverage.cells import RELEVANT
from compare.coverage.phrases import PhraseKind
from compare.coverage.relevance import PhraseWeights, relevance
from compare.coverage.search import Search
from compare.features import Reading
from compare.model import Role
from compare.pipeline.compare import read_plans
from compare.text import cut, is_place
from compare.themes.load import general_themes

NAMING = frozenset({PhraseKind.NAME, PhraseKind.ALIAS, PhraseKind.VARIANT})
SILENT = frozenset({Role.TITLE, Role.BASIS, Role.BACKGROUND, Role.ACHIEVEMENT, Role.PRINCIPLE, Role.SAFEGUARD})
_NUMBER = re.compile(r"^第?[一二三四五六七八九十百\d]+[章节篇部编]|专栏\s*\d+")


def main() -> None:
    """Read the outlines, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("outlines", nargs="+", type=Path)
    parser.add_argument("--unknown", action="store_true")
    options = parser.parse_args()
    plans = read_plans(given_plans((), tuple(options.outlines)), options=RunOptions(jobs=1))[0]
    search, strange = search_for(general_themes()), []
    every = Headings(set(), set(), set())
    print("| outline | headings | named | known |\n|---|---|---|---|")
    for plan in plans:
        found = headings(Reading(plan), search)
        print(row(plan.id, found))
        for of_all, of_plan in zip(every, found, strict=True):
            of_all |= {(plan.id, number) for number in of_plan}
        spans = [plan.clauses[number] for number in sorted(found.telling - found.known)]
        strange += [plan.text[clause.start : clause.end] for clause in spans]
    print(row("all", every))
    if options.unknown:
        print("\n".join(strange))


class Headings(NamedTuple):
    """Numbers of the headings that tell of something, of those that name a theme, of those that are known."""

    telling: set[Any]
    named: set[Any]
    known: set[Any]


def headings(reading: Reading, search: Search) -> Headings:
    """The headings of one plan."""
    clauses, searched = reading.plan.clauses, Searched(reading, search)
    weight = PhraseWeights(holding_clauses(searched), len(clauses))
    telling = {
        number
        for number, clause in enumerate(clauses)
        if clause.kind == "heading" and reading.roles[number] not in SILENT and is_telling(reading.texts[number])
    }
    found = Headings(telling, set(), set())
    for theme in search.themes:
        for number, signals in searched.signals(theme.id).may:
            if number in telling and signals.hits:
                if any(hit.phrase.kind in NAMING for hit in signals.hits):
                    found.named.add(number)
                if relevance(signals, weight) >= RELEVANT:
                    found.known.add(number)
    return found


def is_telling(heading: str) -> bool:
    """Whether a heading has a word of two characters and more that is neither general nor a place."""
    words = cut(_NUMBER.sub("", heading))
    return any(len(word) > 1 and word not in general_words() and not is_place(word) for word in words)


def row(name: str, found: Headings) -> str:
    """A line of the table."""
    of = max(1, len(found.telling))
    return f"| {name} | {len(found.telling)} | {len(found.named) / of:.2f} | {len(found.known) / of:.2f} |"


if __name__ == "__main__":
    main()

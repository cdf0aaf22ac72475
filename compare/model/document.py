"""Plans as they were read: text, sections, clauses, tables, and what was repaired."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import Literal

from compare.model.enums import AHEAD_ROLES, ClauseKind, Kind, Level, Relation, Role
from compare.model.record import Record

_HARDLY = 20
"""Sentences on past work for each one that sets something, from which on a text is a review without its tasks."""


class Reason(Record, frozen=True):
    """Why something is said: a code and its values; ``reports.wording`` makes the sentence in either language."""

    code: str
    values: tuple[str, ...] = ()


class Place(Record, frozen=True):
    """Where in the file a passage stands, counted from 1."""

    unit: Literal["line", "page", "paragraph", "cell"]
    number: int


class UpperLink(Record, frozen=True):
    """An upper plan; ``later`` marks one that was issued after the lower plan."""

    id: str
    relation: Relation = "superior"
    later: bool = False


class Section(Record, frozen=True):
    """A heading and what it governs.

    Attributes:
        parent: Index of the section above in ``Plan.sections``; ``None`` at the top.
        depth: 1 for the outermost headings of the plan.
        start, end: Span of the heading itself.
        heading: The heading's text as written, number included.
        run_in: The heading stands at the beginning of its paragraph.
    """

    parent: int | None
    depth: int
    start: int
    end: int
    heading: str
    run_in: bool


class Clause(Record, frozen=True):
    """A sentence of the plan (；ends one too), or a heading, with its place.

    Attributes:
        section: Index into ``Plan.sections``; ``None`` before the first heading.
        place: Where the clause begins in the file.
        kind: ``title`` for the lines above the first heading, ``heading``, or ``body``.
        search: What to search for in the file to come to it: at most 20 signs as they stand there; empty where its own
            first 20 signs do.
    """

    start: int
    end: int
    section: int | None
    place: Place
    kind: ClauseKind = "body"
    search: str = ""


class Table(Record, frozen=True):
    """A table of a plan, found in whatever form it stands in the text.

    Attributes:
        start, end: Span from the first to the last cell.
        title: The line above that names it (专栏1 …, 表1 …); empty if there is none.
        header: Texts of the column heads, as written; empty if there are none.
        rows: Rows below the header; a cell is its span ``(start, end)``, an empty cell ``(start, start)``.
    """

    start: int
    end: int
    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[tuple[int, int], ...], ...]


class Repair(Record, frozen=True):
    """One repair, gathered over the file.

    Attributes:
        kind: ``pinyin``, ``traditional``, ``punctuation``, ``navigation``, ``space``, ``footnote`` …
        raw: What stood in the file, its first 200 characters.
        text: What stands in the canonical text instead, likewise; empty if it was removed.
        count: How often.
        places: The first places, at most five.
    """

    kind: str
    raw: str
    text: str
    count: int
    places: tuple[Place, ...]


class LeftOut(Record, frozen=True):
    """What of a file was not taken as the plan's text.

    Attributes:
        what: Why, as a code: ``page_number``, ``navigation`` …
        signs: How many signs: code points other than white space, counted after decoding and before repair.
    """

    what: str
    signs: int


class Source(Record, frozen=True):
    """What was read of one file and how far it can be trusted.

    Attributes:
        plan: Id of the plan; ``None`` if the file was not read.
        file: Path as given, relative to the folder of plans.
        format: ``txt``, ``md`` …; empty if not known.
        encoding: Encoding that was found; empty if none.
        readable: Share of the text that is sound after repair, in [0, 1].
        repairs: What was repaired, most frequent first.
        warnings: What a reader should know.
        signs_in_file: Signs of the whole file, counted as in :class:`LeftOut`; ``None`` if they were not counted.
        signs_read: Signs of them that the plan's text was made from; ``None`` if they were not counted.
        left_out: What became of the others, a reason a row.
    """

    plan: str | None
    file: str
    format: str = ""
    encoding: str = ""
    readable: float = 0.0
    repairs: tuple[Repair, ...] = ()
    warnings: tuple[Reason, ...] = ()
    signs_in_file: int | None = None
    signs_read: int | None = None
    left_out: tuple[LeftOut, ...] = ()


class Plan(Record, frozen=True):
    """One document, repaired and cut into sections and clauses.

    Attributes:
        id: Unique among the plans; the file's name unless plans.yaml says otherwise.
        title: As plans.yaml or the text has it.
        kind: Sort of document.
        level: Administrative level.
        region: Name of the area that it is for; empty if it is not known.
        year: Year of issue; ``None`` if it is not known.
        period: First and last year that it plans for, ``2021-2025``; ``None`` if it is not known.
        upper: Plans that it answers to, those that bind it most first.
        inferred: Names of the fields above that nobody gave and that were read from title, text and file name.
        text: Canonical text, repaired; every span of the plan is half-open and in its code points.
        sections: Headings in reading order.
        clauses: Sentences, titles and headings in reading order; they do not overlap.
        tables: Tables in reading order.
        roles: What each of ``clauses`` does, in their order; empty before it was worked out.
    """

    id: str
    title: str
    kind: Kind
    level: Level
    region: str
    year: int | None
    period: str | None
    upper: tuple[UpperLink, ...]
    inferred: tuple[str, ...]
    text: str
    sections: tuple[Section, ...]
    clauses: tuple[Clause, ...]
    tables: tuple[Table, ...] = ()
    roles: tuple[Role, ...] = ()

    def __repr__(self) -> str:
        """Return who it is and how long, on one line."""
        return f"Plan({self.id!r}, {self.title!r}, {len(self.text)} characters, {len(self.clauses)} clauses)"

    def __hash__(self) -> int:
        """Of what tells plans apart, not of thousands of clauses: plans are keys of what is kept ready for them."""
        return hash((self.id, self.text))

    def path(self, section: int | None) -> tuple[str, ...]:
        """Heading path of a section, outermost first."""
        path: list[str] = []
        while section is not None:
            path.append(self.sections[section].heading)
            section = self.sections[section].parent
        return tuple(reversed(path))

    def clause_at(self, start: int, end: int) -> int | None:
        """Return number of the clause that holds a span ``[start, end)`` of the text; ``None`` if no single one
        does.
        """
        number = bisect_right(self.clauses, start, key=attrgetter("start")) - 1
        return number if number >= 0 and end <= self.clauses[number].end else None

    @property
    def looks_back_only(self) -> bool:
        """Whether past work is all that was read: next to no sentence sets anything, so the tasks must be missing."""
        bodies = [role for each, role in zip(self.clauses, self.roles, strict=False) if each.kind == "body"]
        ahead = sum(role in AHEAD_ROLES for role in bodies)
        return ahead * _HARDLY < bodies.count(Role.ACHIEVEMENT)

    def clause_before(self, start: int) -> int:
        """Return number of the last clause that begins at an offset or before it; 0 if none does."""
        return max(0, bisect_right(self.clauses, start, key=attrgetter("start")) - 1)

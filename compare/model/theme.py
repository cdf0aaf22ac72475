"""Themes, and the passages and cells that show how deep a plan takes them up."""

from __future__ import annotations

from compare.model.document import Place, Reason
from compare.model.enums import (
    Commitment,
    Depth,
    Role,
    Status,
    ThemeSource,
)
from compare.model.record import Record


class Theme(Record, frozen=True):
    """A policy idea, as the theme file gives it.

    Attributes:
        aliases: Other wordings that are enough by themselves.
        exclude: Longer phrases inside which a name or alias does not count.
        yes, no: Sentences that must and must not count as taking the theme up.
    """

    id: str
    name: str
    definition: str
    aliases: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    source: ThemeSource = "given"


class Passage(Record, frozen=True):
    """A quotation with its place and why it counts.

    Attributes:
        quote: What the plan says: ``plan.text[start:end]``.
        start, end: Span in the plan's text, in code points.
        section: Headings over it, outermost first.
        place: Where it stands in the file.
        role: What it does in its plan.
        score: In [0, 1], higher is better. Of evidence: relevance to the theme, weighed by role and depth. Of a match:
            probability that it answers the upper clause or a part of it. Of an upper clause: that of its alignment.
        reason: Why it counts, or is near.
        depth: The depth, 0 to 4, that it shows by itself; absent where it does not count.
        commitment: Formula, local or general; ``None`` where it was not judged.
        clause: Number in ``plan.clauses`` of the clause that holds it; ``None`` where no single one does (cells of a
            table).
    """

    quote: str
    start: int
    end: int
    section: tuple[str, ...]
    place: Place
    role: Role
    score: float
    reason: Reason
    depth: Depth = Depth.ABSENT
    commitment: Commitment | None = None
    clause: int | None = None


class Cell(Record, frozen=True):
    """One theme in one plan.

    Attributes:
        theme, plan: Their ids.
        status: ``judged``, or ``cannot_say`` where the plan is too damaged.
        depth: 0 to 4; ``None`` if the plan is too damaged to say.
        explicit: The name or a direct variant is written; ``None`` if the theme is absent.
        evidence: Passages that count, best first.
        phrases: The phrases that were searched.
        nearest: The nearest passages that do not count, best first: five, the proof of absence, where the theme is not
            taken up (below depth 2), else two.
        reason: Why the depth is what it is, as a code with values.
        mentions: How often name, aliases, variants and main parts are written in what counts, each place once.
        wordings: The wordings so counted, as the theme writes them, the most frequent first.
        passages: How many passages count; ``evidence`` holds the best of them.
        judged_by: The second reader that gave the depth; ``None`` where the tool or a person did.
    """

    theme: str
    plan: str
    status: Status
    depth: Depth | None
    explicit: bool | None
    evidence: tuple[Passage, ...]
    phrases: tuple[str, ...]
    nearest: tuple[Passage, ...]
    reason: Reason
    mentions: int
    wordings: tuple[str, ...] = ()
    passages: int = 0
    judged_by: str | None = None


class Frequency(Record, frozen=True):
    """How often name, aliases, variants and main parts of a theme are written where the matrix believes them.

    Attributes:
        wordings: What was counted, the most frequent first.
    """

    theme: str
    plan: str
    mentions: int
    per_10k_chars: float
    wordings: tuple[str, ...] = ()

"""What a second reader said: a language model of the office's own that was asked what is not sure."""

from __future__ import annotations

from compare.model.enums import Outcome, QuestionKind
from compare.model.record import Record


class SecondReading(Record, frozen=True):
    """One question to the second reader, and what became of it (模型复核).

    Attributes:
        kind: ``binds`` whom an upper clause binds, ``verdict`` how it is answered below, ``depth`` that of a cell.
        plan: Id of the lower plan; of ``binds`` of the upper plan.
        ref: Id of the alignment; of ``binds`` the number of the clause; of ``depth`` the id of the theme.
        own: What the tool found by itself.
        answer: What the second reader said; empty where nothing can be made of it.
        outcome: Whether it counts, or why not; what does not count leaves the tool's own finding.
        clause: Number of the clause that is quoted, in the lower plan, or for ``binds`` and where the upper clause is
            quoted in the upper plan; ``None`` where nothing is.
        quote: The words by which the second reader proves it; empty where there are none.
        tokens_asked, tokens_answered: What the question and the answer cost, estimated from above.
        sent_to: Host outside the own network to which the question was sent; empty if it did not leave it.
    """

    kind: QuestionKind
    plan: str
    ref: str
    own: str
    answer: str
    outcome: Outcome
    clause: int | None
    quote: str
    tokens_asked: int
    tokens_answered: int
    sent_to: str = ""


class SecondReadings(Record, frozen=True):
    """All that a second reader was asked in a run.

    Attributes:
        model: Its name, as it stands with every row that it decided.
        rows: Whom clauses bind, verdicts, depths, each in the order of the plans.
    """

    model: str
    rows: tuple[SecondReading, ...]

    @property
    def sent_to(self) -> tuple[str, ...]:
        """Hosts outside the own network to which questions were sent, sorted; mostly none."""
        return tuple(sorted({row.sent_to for row in self.rows} - {""}))

    @property
    def counted(self) -> int:
        """How many answers count."""
        return sum(row.outcome is Outcome.COUNTED for row in self.rows)

"""What is not sure, put to a second reader, and its answers that count put in the place of what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace as replaced

from compare.judge import (
    NOT_FOR_LOWER,
    Answering,
    KeptReply,
    Question,
    ask_binds,
    ask_depth,
    ask_verdict,
    binds_reply,
    bound,
    deepened,
    depth_reply,
    not_bound,
    reread,
    shown_of,
    tokens,
    verdict_reply,
)
from compare.model import (
    Alignment,
    Binds,
    Cell,
    Depth,
    Label,
    Outcome,
    Plan,
    QuestionKind,
    Requirement,
    SecondReading,
    SecondReadings,
    Theme,
)
from compare.pipeline.match import CELLS, ROWS, SET, Judged
from compare.pipeline.serialize import pack, pack_cells, pack_rows

# A rule found these in the lower plan's own words: a lower number, a refusal.
_CERTAIN = frozenset({"partial_lower", "refused", "partial_refused"})
# In the labelled sets 31 of 100 such cells are wrong, of the others 9 (docs/judge.md).
_FAINT, _NEAR = 0.6, 0.3
_NOT_TAKEN_UP = (Label.ABSENT, Label.NOT_APPLICABLE)


class _Heard(NamedTuple):
    """What was asked and what came; no question where the plan's text speaks to the reader."""

    question: Question | None = None
    reply: KeptReply | None = None

    @property
    def text(self) -> str | Outcome:
        """The answer, or why there is none."""
        if self.reply is not None:
            return self.reply.text
        return Outcome.ADDRESSED if self.question is None else Outcome.UNANSWERED


class _Said(NamedTuple):
    """What an answer that counts says, and the clause and words that prove it; nothing where it does not count."""

    answer: str = ""
    clause: int | None = None
    quote: str = ""


class _About(NamedTuple):
    """What is asked about, as a :class:`SecondReading` has it."""

    kind: QuestionKind
    plan: str
    ref: str
    own: str


_NOTHING = _Said()
Clause = tuple[str, int]
"""Id of an upper plan and the number of a clause in it."""


def is_open(row: Alignment) -> bool:
    """Whether a verdict is put to the second reader: it is not sure, nobody decided it, no rule is behind it."""
    open_ = row.status == "judged" and not row.sure and not row.decided
    return open_ and bool(row.matches) and row.reason.code not in _CERTAIN


def is_doubtful(cell: Cell) -> bool:
    """Whether a depth is put to the second reader: it hangs by faint passages, other words, or no measure."""
    if cell.status != "judged" or cell.reason.code == "decided":
        return False
    if cell.depth is Depth.ABSENT:
        return bool(cell.nearest) and cell.nearest[0].score >= _NEAR
    best = max((each.score for each in cell.evidence if each.depth is cell.depth), default=0.0)
    return cell.depth in (Depth.CITED, Depth.STATED) or best < _FAINT or not cell.explicit


class Rereading:
    """One round of questions about some plans.

    Args:
        reader: Is asked.
        themes: Those of the cells.
        is_decided: Whether a person decided whom a requirement of a plan binds.
        whom: Whom clauses bind as far as the reader said so before, and the words that say so.
    """

    def __init__(
        self,
        reader: Answering,
        themes: Sequence[Theme],
        is_decided: Callable[[Plan, Requirement], bool] = lambda *_: False,
        whom: Mapping[Clause, tuple[Binds, str]] | None = None,
    ) -> None:
        self._reader, self._is_decided = reader, is_decided
        self._themes = {theme.id: theme for theme in themes}
        self._told: list[SecondReading] = []
        self._binds: dict[Clause, tuple[Binds, str]] = dict(whom or {})

    def applied(self, judged: Mapping[str, Judged]) -> dict[str, Judged]:
        """Return what was found of each plan, with the answers that count in its place.

        Whom clauses bind is asked first: what binds no lower plan and is not taken up need not be asked again.
        """
        now = self._with_binds(judged)
        now = self._with_verdicts(now)
        return self._with_depths(now)

    def told(self) -> SecondReadings:
        """Return what was asked and what became of it."""
        return SecondReadings(self._reader.model, tuple(self._told))

    def _with_binds(self, judged: Mapping[str, Judged]) -> dict[str, Judged]:
        asked = {
            (found.plan.id, each.clause): ask_binds(each, found.plan)
            for found in judged.values()
            for each in found.requirements
            if not self._is_decided(found.plan, each)
        }
        answers = self._answers(asked.values())
        now = dict(judged)
        for id_, found in judged.items():
            if rows := found.requirements:
                read = tuple(self._requirement(found.plan, each, asked, answers) for each in rows)
                now[id_] = replaced(found, packed={**found.packed, SET: pack(read)})
        return now

    def _requirement(
        self,
        plan: Plan,
        own: Requirement,
        asked: Mapping[Clause, Question | None],
        answers: Mapping[str, KeptReply],
    ) -> Requirement:
        at = plan.id, own.clause
        if at not in asked:
            self._binds[at] = own.binds, ""
            return own
        clause = plan.clauses[own.clause]
        heard, about = _heard(asked[at], answers), _About("binds", plan.id, str(own.clause), own.binds)
        text = heard.text
        reply = text if isinstance(text, Outcome) else binds_reply(text, plan.text[clause.start : clause.end])
        if isinstance(reply, Outcome):
            self._note(about, heard, reply)
            return own
        self._note(about, heard, Outcome.COUNTED, _Said(reply.binds, own.clause, reply.quote))
        self._binds[at] = reply.binds, reply.quote
        return bound(own, reply, self._reader.model)

    def _with_verdicts(self, judged: Mapping[str, Judged]) -> dict[str, Judged]:
        asked = {
            row.id: ask_verdict(row, upper, found.plan)
            for found in judged.values()
            for upper in found.uppers
            for row in found.alignments_with(upper)
            if is_open(row) and not self._binds_none(row)
        }
        answers = self._answers(asked.values())
        now = dict(judged)
        for id_, found in judged.items():
            packed = dict(found.packed)
            for upper in found.uppers:
                rows = found.alignments_with(upper)
                read = tuple(self._alignment(row, asked, answers) if is_open(row) else row for row in rows)
                if read != rows:
                    packed[ROWS + upper.id] = pack_rows(read)
            now[id_] = replaced(found, packed=packed)
        return now

    def _alignment(
        self, row: Alignment, asked: Mapping[str, Question | None], answers: Mapping[str, KeptReply]
    ) -> Alignment:
        binds, quote = self._whom(row)
        about = _About("verdict", row.lower, row.id, str(row.label))
        if row.id not in asked:
            said = _Said(Label.NOT_APPLICABLE, row.clause.clause, quote)
            self._note(about, _Heard(), Outcome.COUNTED, said)
            return not_bound(row, binds, self._reader.model)
        heard = _heard(asked[row.id], answers)
        text = heard.text
        reply = text if isinstance(text, Outcome) else verdict_reply(text, row)
        if isinstance(reply, Outcome):
            self._note(about, heard, reply)
            return row
        now = reread(row, reply, binds, self._reader.model)
        at = now.matches[0].clause if now.label not in _NOT_TAKEN_UP else row.clause.clause if reply.quote else None
        self._note(about, heard, Outcome.COUNTED, _Said(str(now.label), at, reply.quote or ""))
        return now

    def _with_depths(self, judged: Mapping[str, Judged]) -> dict[str, Judged]:
        asked = {
            (cell.theme, cell.plan): ask_depth(cell, self._themes[cell.theme], found.plan)
            for found in judged.values()
            for cell in found.cells
            if is_doubtful(cell)
        }
        answers = self._answers(asked.values())
        now = dict(judged)
        for id_, found in judged.items():
            cells = found.cells
            read = tuple(
                self._cell(cell, asked[cell.theme, cell.plan], answers) if (cell.theme, cell.plan) in asked else cell
                for cell in cells
            )
            if read != cells:
                now[id_] = replaced(found, packed={**found.packed, CELLS: pack_cells(read)})
        return now

    def _cell(self, cell: Cell, question: Question | None, answers: Mapping[str, KeptReply]) -> Cell:
        heard, about = _heard(question, answers), _About("depth", cell.plan, cell.theme, str(int(cell.depth or 0)))
        text = heard.text
        reply = text if isinstance(text, Outcome) else depth_reply(text, cell)
        if isinstance(reply, Outcome):
            self._note(about, heard, reply)
            return cell
        at = shown_of(cell)[(reply.passage or 1) - 1].clause if reply.depth else None
        self._note(about, heard, Outcome.COUNTED, _Said(str(int(reply.depth)), at, reply.quote or ""))
        return deepened(cell, reply, self._reader.model)

    def _whom(self, row: Alignment) -> tuple[Binds, str]:
        """Return whom the second reader or a person said that a clause binds, and the words that say so."""
        return self._binds.get((row.upper, row.clause.clause or 0), ("unknown", ""))

    def _binds_none(self, row: Alignment) -> bool:
        return self._whom(row)[0] in NOT_FOR_LOWER and row.label in _NOT_TAKEN_UP

    def _answers(self, questions: Iterable[Question | None]) -> dict[str, KeptReply]:
        return self._reader.answers([each for each in questions if each is not None])

    def _note(self, about: _About, heard: _Heard, outcome: Outcome, said: _Said = _NOTHING) -> None:
        question, reply = heard
        cost = question.tokens if question and reply else 0, tokens(reply.text) if reply else 0
        # What was sent in vain has left the network all the same.
        sent_to = reply.sent_to if reply else self._reader.sent_to(question) if question else ""
        proof = said.answer, outcome, said.clause, said.quote
        self._told.append(SecondReading(*about, *proof, *cost, sent_to))


def _heard(question: Question | None, answers: Mapping[str, KeptReply]) -> _Heard:
    return _Heard(question, answers.get(question.id) if question else None)

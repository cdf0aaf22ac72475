"""Alignments and targets against labels."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from compare.evaluate.figures import area, f1, kappa, share
from compare.evaluate.labels import Json, Labels
from compare.model import Record

_COVERED = 0.5
_MATCHES = 5
_TAKEN_UP = ("covered", "partial")
_NOT_TAKEN_UP = ("absent", "not_applicable")
_UNSAID = "not said"
# A rank that counts for nothing.
_NOT_FOUND = 99


class ClauseJudgement(Record, frozen=True):
    """One labelled clause and plan.

    Attributes:
        doc: Code of the lower plan.
        accepted: Labels that a reader gave.
        said: Label of the report; ``not said`` if it has none.
        score: Score of the report; 0 if it has none.
        rank: Place from 0 of the first match that a reader cites; ``None`` if no reader cites any.
        alignment: Its id in the report; empty if it has none.
        sure: The report is sure of it.
    """

    doc: str
    accepted: tuple[str, ...]
    said: str
    score: float
    rank: int | None
    alignment: str = ""
    sure: bool = False

    @property
    def gold(self) -> str:
        """What is said if it is accepted, else the first accepted label."""
        return self.said if self.said in self.accepted else self.accepted[0]


class ClauseFigures(Record, frozen=True):
    """Figures over some clauses; NaN where there is nothing to measure.

    Attributes:
        label: Cohen's kappa of the four labels.
        exact: Share of accepted labels.
        taken_up: Area under the ROC curve of the score: taken up or not.
        not_taken_up: F1 of absent and not applicable together.
        first, five, reciprocal: Share of clauses of which a cited sentence is the first match, among the first five;
            mean reciprocal rank among these.
    """

    clauses: int
    unsaid: int
    label: float
    exact: float
    taken_up: float
    not_taken_up: float
    first: float
    five: float
    reciprocal: float


class TargetFigures(Record, frozen=True):
    """Targets of one plan: precision and recall of (sentence, value), in [0, 1]."""

    targets: int
    precision: float
    recall: float
    f1: float


def judge_clauses(report: Json, labels: Labels) -> tuple[ClauseJudgement, ...]:
    """Each labelled clause and plan with what the report says of it, in the order of the labels."""
    found: dict[tuple[str, str], tuple[float, Json]] = {}
    for alignment in report.get("alignments", []):
        for code, source in labels.sentences.items():
            if labels.plan_of[code] != alignment["upper"]:
                continue
            for key, covered in source.covered(alignment["clause"]["quote"]).items():
                place = (key, alignment["lower"])
                if covered >= _COVERED and (place not in found or covered > found[place][0]):
                    found[place] = (covered, alignment)
    return tuple(_judged(row, found.get((row["clause"], labels.plan_of[row["doc"]])), labels) for row in labels.clauses)


def _judged(row: Json, found: tuple[float, Json] | None, labels: Labels) -> ClauseJudgement:
    alignment = found[1] if found else {}
    known = alignment.get("status", "judged") == "judged" and alignment.get("label") is not None
    rank = None
    if row.get("matches"):
        quotes = [match["quote"] for match in alignment["matches"][:_MATCHES]] if known else []
        source, cited = labels.sentences[row["doc"]], set(row["matches"])
        rank = next((at for at, quote in enumerate(quotes) if source.ids(quote) & cited), _NOT_FOUND)
    score = float(alignment.get("score") or 0.0) if known else 0.0
    said, told = alignment["label"] if known else _UNSAID, (alignment.get("id", ""), bool(alignment.get("sure")))
    return ClauseJudgement(row["doc"], tuple(row["labels"]), said, score, rank, *told)


def clause_figures(judged: Sequence[ClauseJudgement]) -> ClauseFigures:
    """Return the figures over some clauses."""
    gold, said = [one.gold for one in judged], [one.said for one in judged]
    ranks = [one.rank for one in judged if one.rank is not None]
    sides = [({label in _TAKEN_UP for label in one.accepted}, one.score) for one in judged]
    return ClauseFigures(
        clauses=len(judged),
        unsaid=said.count(_UNSAID),
        label=kappa(gold, said),
        exact=share([g == s for g, s in zip(gold, said, strict=True)]),
        taken_up=area([(side == {True}, score) for side, score in sides if len(side) == 1]),
        not_taken_up=f1([g in _NOT_TAKEN_UP for g in gold], [s in _NOT_TAKEN_UP for s in said]),
        first=share([rank < 1 for rank in ranks]),
        five=share([rank < _MATCHES for rank in ranks]),
        reciprocal=sum(1 / (rank + 1) for rank in ranks if rank < _MATCHES) / max(1, len(ranks)),
    )


def target_figures(report: Json, labels: Labels) -> dict[str, TargetFigures]:
    """Plan code to the figures of its targets.

    A target is right if it stands in the sentence and has the value of a labelled one, and names its indicator; what
    readers left open counts neither way.
    """
    gold: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for row in labels.targets:
        gold[re.sub(r"\d.*", "", row["id"])][row["id"], _number(row["value"])] += 1
    either = {(row["id"], _number(row.get("value", ""))) for row in labels.either}
    return {code: _targets(report, labels, code, gold[code], either) for code in sorted(gold)}


def _targets(
    report: Json, labels: Labels, code: str, gold: Counter[tuple[str, str]], either: set[tuple[str, str]]
) -> TargetFigures:
    source = labels.sentences[code]
    said: Counter[tuple[str, str]] = Counter()
    spare = 0
    for target in report.get("targets", []):
        if target["plan"] != labels.plan_of[code]:
            continue
        held = source.holding(target["quote"]) if target.get("indicator") else ()
        keys = [(key, _number(target["value"])) for key in held]
        hit = next((key for key in keys if said[key] < gold[key]), None)
        if hit:
            said[hit] += 1
        else:
            spare += not either.intersection(keys)
    right = said.total()
    precision, recall = right / max(1, right + spare), right / gold.total()
    both = precision + recall
    return TargetFigures(gold.total(), precision, recall, 2 * precision * recall / both if both else 0.0)


def _number(value: object) -> str:
    text = str(value)
    return re.sub(r"\.?0+$", "", text) if "." in text else text

"""What a person answers on the page, made into decisions; and what has been decided of what the page shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import get_args

from compare.errors import InputError
from compare.forms import decision_key
from compare.model import BELIEVED, Alignment, Binds, Comparison, Label, Plan
from compare.web.asking import malformed
from compare.web.ledger import DecisionLedger, Key, Row
from reports.output import clean

_TEXT_LIMIT = 500
"""Characters of a reason or a name."""
_GAPS = ("waived", "wrong", "todo")
_DEPTHS = 5
_QUOTED = (Label.COVERED, Label.PARTIAL)


@dataclass(frozen=True)
class ReviewQueue:
    """The decisions about one result."""

    comparison: Comparison
    ledger: DecisionLedger

    @cached_property
    def _alignments(self) -> dict[str, Alignment]:
        return {each.id: each for each in self.comparison.alignments}

    @cached_property
    def _shown(self) -> dict[Key, list[str]]:
        """What a decision is about -> ids of alignments, gaps and cells."""
        found: dict[Key, list[str]] = {}
        for id_, each in self._alignments.items():
            for row in (_about_verdict(each), _about_requirement(each)):
                found.setdefault(_key(row), []).append(id_)
        return found

    @cached_property
    def _counted(self) -> dict[Key, tuple[str, str]]:
        """What the result was made with."""
        return {(each.kind, each.key): (each.answer, each.evidence) for each in self.comparison.decisions}

    @cached_property
    def _plans(self) -> dict[str, Plan]:
        return {plan.id: plan for plan in self.comparison.plans}

    def decide(self, asked: object) -> dict[str, object]:
        """Write down an answer.

        Args:
            asked: ``kind`` and ``answer``; for ``verdict`` and ``requirement`` the id of the ``alignment`` that was
                looked at, for ``gap`` its ``id``, for ``depth`` ``theme`` and ``plan``; with ``reason`` and ``by``. A
                verdict may name its ``evidence``, a clause of the lower plan by its number; without it the nearest
                passage is taken, if it is believed.

        Returns:
            ``undo``: the number that takes it back; and what :meth:`decided` gives.

        Raises:
            InputError: Something else was asked, or the file cannot be written.
        """
        if not isinstance(asked, Mapping):
            raise malformed()
        row = self._row(asked)
        for name in ("reason", "by"):
            text = asked.get(name, "")
            if not isinstance(text, str) or len(text) > _TEXT_LIMIT:
                raise malformed()
            row[name] = " ".join(clean(text).split())
        number = self.ledger.decide(row)
        return {"undo": number} | self.decided()

    def undo(self, asked: object) -> dict[str, object]:
        """Take an answer back.

        Args:
            asked: ``{"undo": number}``.

        Raises:
            InputError: There is no such answer, or it has been changed.
        """
        match asked:
            case {"undo": int(number)}:
                self.ledger.undo(number)
                return self.decided()
        raise malformed()

    def decided(self) -> dict[str, object]:
        """Tell what has been decided.

        Returns:
            ``verdicts``: id of an alignment -> ``[kind, answer, by, on]``; ``gaps``: id -> ``[answer, by, on]``;
            ``depths``: ``[theme, plan, answer, by, on]``; ``by``: who decided last; ``pending``: how many of them, or
            of those that were taken back, the result does not show yet.
        """
        verdicts: dict[str, list[str]] = {}
        gaps: dict[str, list[str]] = {}
        depths: list[list[str]] = []
        by = ""
        rows = self.ledger.rows()
        for row in rows:
            told = [str(row.get(name, "")) for name in ("answer", "by", "on")]
            by = told[1] or by
            if row.get("kind") == "gap":
                gaps[str(row.get("id"))] = told
            elif row.get("kind") == "depth":
                depths.append([str(row.get("theme")), str(row.get("plan")), *told])
            elif row.get("kind") in ("verdict", "requirement") and (key := decision_key(row)):
                for id_ in self._shown.get(key, ()):
                    verdicts[id_] = [str(row["kind"]), *told]
        pending = len(set(self._counted.items()) ^ set(_answers(rows).items()))
        return {"verdicts": verdicts, "gaps": gaps, "depths": depths, "by": by, "pending": pending}

    def _row(self, asked: Row) -> dict[str, object]:
        answer = asked.get("answer")
        match asked.get("kind"):
            case "verdict" if answer in tuple(Label):
                each = self._alignment(asked)
                evidence = self._evidence(each, asked.get("evidence")) if answer in _QUOTED else ""
                return {**_about_verdict(each), "answer": str(answer), "evidence": evidence}
            case "requirement" if answer in get_args(Binds):
                return {**_about_requirement(self._alignment(asked)), "answer": str(answer)}
            case "gap" if answer in _GAPS:
                if asked.get("id") in [gap.id for gap in self.comparison.gaps]:
                    return {"kind": "gap", "id": asked["id"], "answer": answer}
            case "depth" if type(answer) is int and 0 <= answer < _DEPTHS:  # true is an int, too, and no depth
                known = [(cell.theme, cell.plan) for cell in self.comparison.coverage]
                if (asked.get("theme"), asked.get("plan")) in known:
                    return {"kind": "depth", "theme": asked["theme"], "plan": asked["plan"], "answer": answer}
        raise malformed()

    def _evidence(self, each: Alignment, clause: object) -> str:
        """Return the wording of the clause that was named, or of the nearest passage if it is believed."""
        if clause is None:
            return each.matches[0].quote if each.matches and each.matches[0].score >= BELIEVED else ""
        plan = self._plans[each.lower]
        if not isinstance(clause, int) or not 0 <= clause < len(plan.clauses):
            raise malformed()
        return plan.text[plan.clauses[clause].start : plan.clauses[clause].end]

    def _alignment(self, asked: Row) -> Alignment:
        found = self._alignments.get(str(asked.get("alignment")))
        if found is None:
            raise InputError("结果已更新，没有这一条了，请重新载入页面。")
        return found


def _answers(rows: Iterable[Row]) -> dict[Key, tuple[str, str]]:
    return {
        key: (str(row.get("answer", "")), str(row.get("evidence", ""))) for row in rows if (key := decision_key(row))
    }


def _about_verdict(each: Alignment) -> dict[str, object]:
    return {"kind": "verdict", "upper": each.upper, "lower": each.lower, "clause": each.clause.quote}


def _about_requirement(each: Alignment) -> dict[str, object]:
    return {"kind": "requirement", "plan": each.upper, "clause": each.clause.quote}


def _key(row: Row) -> Key:
    key = decision_key(row)
    assert key is not None
    return key

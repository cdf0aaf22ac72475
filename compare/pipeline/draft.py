"""A draft that somebody is still writing, judged against upper plans that were read before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, cast

from msgspec.structs import replace

from compare.corpus import Entry
from compare.errors import InputError
from compare.execution import Engine
from compare.features import Shingles, formulas_of
from compare.judge import Answering
from compare.model import Binds, Comparison, Kind, Outcome, Plan, SecondReadings, Target, UpperLink
from compare.pipeline.assemble import Findings, assemble
from compare.pipeline.decide import Decided
from compare.pipeline.match import Judge, Judged, Task, judged_before
from compare.pipeline.parse import parse
from compare.pipeline.reread import Rereading
from compare.readers import raw_text

_TITLE = "草稿"
_ENDS = tuple("。！？；”）")


def judge_draft(
    comparison: Comparison, text: str, uppers: Sequence[str], of: str, second: Answering | None = None
) -> Comparison:
    """Judge a draft as if it were a plan of its own.

    Args:
        comparison: What was found of the plans that lie in the folder; its themes are looked for.
        text: The draft, a sentence or a whole plan.
        uppers: Ids of the plans of ``comparison`` that it must answer.
        of: Id of the plan of ``comparison`` for whose place and level the draft is written.
        second: Is asked what is not sure; ``None`` to ask nobody.

    Returns:
        The upper plans as they were judged before and the draft, last, with an id that no other plan has.

    Raises:
        InputError: There is no such plan, or no sentence in the draft.
    """
    by_id = {plan.id: plan for plan in comparison.plans}
    if unknown := [id_ for id_ in (*uppers, of) if id_ not in by_id]:
        raise InputError(f"没有规划“{unknown[0]}”。现有的规划：{'、'.join(by_id)}")
    draft = _parsed(text, by_id[of], uppers)
    # How the upper plans answer one another is not asked here.
    above = tuple(replace(by_id[id_], upper=()) for id_ in dict.fromkeys(uppers))
    others = [Shingles(plan.text).distinct() for plan in above]
    formulas = formulas_of(draft.plan, Shingles(draft.plan.text), others)
    judged = {
        plan.id: judged_before(plan, [cell for cell in comparison.coverage if cell.plan == plan.id]) for plan in above
    }
    of_above = tuple(target for target in comparison.targets if target.plan in judged)
    task = Task(draft.plan, draft.readable, above, formulas=formulas, targets=(*of_above, *draft.targets))
    judged[draft.plan.id] = Judge(comparison.themes).judge(task)
    # Whom a clause binds was decided once, for all that stands below.
    judged, read = _reread(comparison, Decided(comparison.decisions).applied(judged), second)
    findings = Findings(
        (*above, draft.plan),
        comparison.themes,
        judged,
        (*of_above, *draft.targets),
        read,
    )
    return assemble(findings, Engine(jobs=1))


def _reread(
    comparison: Comparison, judged: dict[str, Judged], second: Answering | None
) -> tuple[dict[str, Judged], SecondReadings | None]:
    """Put what is not sure of a draft to the second reader, who said before whom the upper clauses bind."""
    if second is None:
        return judged, None
    rows = comparison.second.rows if comparison.second else ()
    whom = {
        (row.plan, int(row.ref)): (cast(Binds, row.answer), row.quote)
        for row in rows
        if row.kind == "binds" and row.outcome is Outcome.COUNTED
    }
    reading = Rereading(second, comparison.themes, whom=whom)
    return reading.applied(judged), reading.told()


class _Draft(NamedTuple):
    plan: Plan
    readable: float
    targets: tuple[Target, ...]


def _parsed(text: str, like: Plan, uppers: Sequence[str]) -> _Draft:
    """Return the draft as a plan of the place and level of ``like``, the share of it that is sound, and its targets."""
    id_ = "draft"
    while id_ in (like.id, *uppers):
        id_ += "~"
    # A title of its own and a full stop keep a sentence that stands alone from being taken for a title or heading.
    whole = _TITLE + "\n" + text.rstrip() + ("" if text.rstrip().endswith(_ENDS) else "。")
    said = like.level, like.region, like.year, like.period
    entry = Entry(id_, Path(f"{id_}.txt"), f"{id_}.txt", _TITLE, Kind.OUTLINE, *said, raw=raw_text(whole))
    parsed = parse(entry, libreoffice=False)
    if parsed.plan is None:
        raise InputError("草稿里没有完整的句子，请粘贴正文。")
    links = tuple(UpperLink(upper) for upper in dict.fromkeys(uppers))
    return _Draft(replace(parsed.plan, upper=links), parsed.source.readable, parsed.targets)

"""A draft that somebody is still writing, judged against upper plans that were read before."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from compare.coverage import find_frequency
from compare.errors import InputError
from compare.features import find_formulas, roles_of
from compare.gaps import find_gaps
from compare.model import Comparison, Kind, Plan, UpperLink
from compare.pipeline.match import Judge, Task
from compare.readers import raw_text
from compare.repair import repair
from compare.structure import find_outline, find_tables, split_clauses
from compare.targets import find_contradictions, find_targets, pair_targets
from compare.themes import general_themes

_HEADING = "草稿\n"
_ENDS = tuple("。！？；”）")


def judge_draft(comparison: Comparison, text: str, uppers: Sequence[str], of: str) -> Comparison:
    """Judge a draft as if it were a plan of its own.

    Args:
        comparison: What was found of the plans that lie in the folder; its themes are looked for.
        text: The draft, a sentence or a whole plan.
        uppers: Ids of the plans of ``comparison`` that it must answer.
        of: Id of the plan of ``comparison`` for whose place and level the draft is written.

    Returns:
        The upper plans as they were judged before and the draft, last, with an id that no other plan has.

    Raises:
        InputError: There is no such plan, or no sentence in the draft.
    """
    by_id = {plan.id: plan for plan in comparison.plans}
    if unknown := [id_ for id_ in (*uppers, of) if id_ not in by_id]:
        raise InputError(f"没有规划“{unknown[0]}”。现有的规划：{'、'.join(by_id)}")
    draft, readable = _read(text, by_id[of], uppers)
    # How the upper plans answer one another is not asked here.
    plans = (*(replace(by_id[id_], upper=()) for id_ in dict.fromkeys(uppers)), draft)
    task = Task(draft, readable, plans[:-1], formulas=find_formulas(plans)[draft.id])
    judged = Judge(comparison.themes, tuple(general_themes())).judge(task)
    cells = {(cell.theme, cell.plan): cell for cell in (*comparison.coverage, *judged.cells)}
    coverage = tuple(cells[theme.id, plan.id] for theme in comparison.themes for plan in plans)
    alignments = judged.alignments
    above = tuple(target for target in comparison.targets if target.plan in uppers)
    targets = (*above, *find_targets(draft))
    pairs = pair_targets(plans, targets)
    return Comparison(
        plans=plans,
        themes=comparison.themes,
        coverage=coverage,
        gaps=find_gaps(draft, plans[:-1], comparison.themes, coverage, alignments, targets, pairs),
        frequency=find_frequency(plans, coverage),
        alignments=alignments,
        targets=targets,
        target_pairs=pairs,
        contradictions=find_contradictions(plans, targets),
    )


def _read(text: str, like: Plan, uppers: Sequence[str]) -> tuple[Plan, float]:
    """Return the draft as a plan of the place and level of ``like``, and the share of it that is sound."""
    # A title of its own and a full stop keep a sentence that stands alone from being taken for a title or heading.
    whole = repair(raw_text(_HEADING + text.rstrip() + ("" if text.rstrip().endswith(_ENDS) else "。")))
    tree = find_outline(whole.text)
    cut = split_clauses(whole.text, tree, whole.place)
    bodies = (whole.text[clause.start : clause.end] for clause in cut if clause.kind == "body")
    if not any(char.isalnum() for body in bodies for char in body):
        raise InputError("草稿里没有完整的句子，请粘贴正文。")
    id_ = "draft"
    while id_ in (like.id, *uppers):
        id_ += "~"
    plan = Plan(
        id=id_,
        title=_HEADING.strip(),
        kind=Kind.OUTLINE,
        level=like.level,
        region=like.region,
        year=like.year,
        period=like.period,
        upper=tuple(UpperLink(upper) for upper in dict.fromkeys(uppers)),
        inferred=(),
        text=whole.text,
        sections=tree.sections,
        clauses=cut,
        tables=find_tables(whole.text),
    )
    return replace(plan, roles=tuple(roles_of(plan))), whole.readable

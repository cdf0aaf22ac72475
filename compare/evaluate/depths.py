"""The coverage matrix against labels: presence, depth, evidence."""

from __future__ import annotations

from collections.abc import Sequence

from compare.evaluate.figures import kappa, share, weighted_kappa
from compare.evaluate.labels import Json, Labels
from compare.model import Reason, Record

_QUOTED = 3
"""A reader looks at the first three quotations of a cell."""


class CellJudgement(Record, frozen=True):
    """One labelled cell and what the report says of it.

    Attributes:
        plan, theme: Ids.
        accepted: Depths that a reader gave.
        said: Depth of the report; ``None`` if it does not say.
        counted: What stands for ``said`` in the figures: the depth farthest from the reader's where nothing is said.
        hits: For each of the first quotations whether a reader cites its sentence.
        quote, reason: The best quotation of the report (the nearest that does not count if absent), and why: a
            sentence in reports of the old schema.
        gold_quote: The first sentence that a reader cites.
    """

    plan: str
    theme: str
    accepted: tuple[int, ...]
    said: int | None
    counted: int
    hits: tuple[bool, ...]
    quote: str
    reason: str | Reason
    gold_quote: str

    @property
    def gold(self) -> int:
        """The accepted depth that is nearest to what counts as said; the first of equals."""
        return min(self.accepted, key=lambda depth: abs(depth - self.counted))

    @property
    def error(self) -> int:
        """Distance of what counts as said from the nearest accepted depth."""
        return abs(self.gold - self.counted)


class DepthFigures(Record, frozen=True):
    """Figures over some cells; NaN where there is nothing to measure.

    Attributes:
        cells: Number of labelled cells; ``unsaid`` of them the report does not judge, which counts as wrong.
        presence: Cohen's kappa of absent and present.
        depth: Quadratic weighted kappa of the depth.
        exact: Share of exact depths.
        precision: Share of the first three quotations that a reader cites, over cells that both say are covered.
        error: Mean distance of the depths.
    """

    cells: int
    unsaid: int
    presence: float
    depth: float
    exact: float
    precision: float
    error: float


def judge_cells(report: Json, labels: Labels) -> tuple[CellJudgement, ...]:
    """Each labelled cell with what the report says of it, in the order of the labels."""
    cells = {(cell["theme"], cell["plan"]): cell for cell in report.get("coverage", [])}
    return tuple(_judged(row, cells.get((row["theme"], _plan(row, labels))), labels) for row in labels.themes)


def depth_figures(judged: Sequence[CellJudgement]) -> DepthFigures:
    """Return the figures over some cells."""
    gold, said = [cell.gold for cell in judged], [cell.counted for cell in judged]
    return DepthFigures(
        cells=len(judged),
        unsaid=sum(cell.said is None for cell in judged),
        presence=kappa([depth > 0 for depth in gold], [depth > 0 for depth in said]),
        depth=weighted_kappa(gold, said),
        exact=share([cell.error == 0 for cell in judged]),
        precision=share([hit for cell in judged for hit in cell.hits]),
        error=sum(cell.error for cell in judged) / max(1, len(judged)),
    )


def _judged(row: Json, cell: Json | None, labels: Labels) -> CellJudgement:
    accepted = tuple(row["depth"])
    said = None
    if cell is not None and cell.get("status", "judged") == "judged" and cell.get("depth") is not None:
        said = int(cell["depth"])
    quotes = [passage["quote"] for passage in (cell or {}).get("evidence", [])]
    nearest = [passage["quote"] for passage in (cell or {}).get("tried", {}).get("nearest", [])]
    cited = row.get("evidence") or []
    hits: tuple[bool, ...] = ()
    if said and cited:
        source = labels.sentences[row["doc"]]
        # A depth without any quotation is one quotation that nobody cites.
        hits = tuple(bool(source.ids(quote) & set(cited)) for quote in quotes[:_QUOTED] or [""])
    text = labels.sentences[row["doc"]].text if cited else {}
    return CellJudgement(
        plan=_plan(row, labels),
        theme=row["theme"],
        accepted=accepted,
        said=said,
        counted=said if said is not None else (0 if min(accepted) > 0 else 4),
        hits=hits,
        quote=next(iter(quotes or nearest), ""),
        reason=(cell or {}).get("reason", ""),
        gold_quote=next((text[key] for key in cited if key in text), ""),
    )


def _plan(row: Json, labels: Labels) -> str:
    plan: str = labels.plan_of.get(row["doc"], row["doc"])
    return plan

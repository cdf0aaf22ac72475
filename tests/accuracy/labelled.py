"""Labelled clauses with their features: the labelled sets beside the checkout, and the pairs in ``labels``.

``labels/pairs.tsv`` names for each pair the province of the lower plan, the two files, in the corpora or in a folder of
the texts as their readers had them, and levels, regions and years where the texts do not tell them; ``labels/PAIR.tsv`` holds for each
labelled clause of the upper plan how it opens, the labels that a careful reader accepts, and how the clauses of the lower
plan that answer it open; where readers noted them, whom it binds and the things that it sets (``thing=label|thing=label``).
An opening stands in one clause of its plan alone.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from compare.align.features import Nearness, Side, side_of
from compare.align.queries import Asked, Batch, ask, batch_of, questions
from compare.align.requirements import setting_clauses
from compare.align.rivals import rivals_in
from compare.align.signals import SidePair
from compare.corpus import find_plans, given_plans
from compare.features import Reading
from compare.model import Level, Plan
from compare.pipeline.compare import read_plans
from compare.text.folding import folded
from tests.builders import SEEDS, body_under_tasks, plan_of, scorer

LABELS = Path(__file__).parent / "labels"
PROVINCES = {
    "lianzhou": "guangdong",
    "hangzhou": "zhejiang",
    "lishui": "zhejiang",
    "beijing": "beijing",
    "nanjing": "jiangsu",
    "qingyuan2021": "hebei",
    "shunping2021": "hebei",
    "guangqing": "guangdong",
    "qingyuan": "guangdong",
    "pingdingshan": "henan",
    "zhejiang": "zhejiang",
}
SETS = {
    "seeds": {"L": "lianzhou", "G": "guangqing", "Q": "qingyuan", "P": "pingdingshan"},
    "zhejiang": {"Z": "zhejiang", "H": "hangzhou", "S": "lishui"},
    "fyp15": {"N": "national", "B": "beijing", "J": "nanjing"},
    "baoding2021": {"U": "baoding2021", "Q": "qingyuan2021", "S": "shunping2021"},
}
GOLD = ("lianzhou", "hangzhou", "lishui")
"""The lower plans of the sets that two readers have read."""

THEMES = "themes"
WITH_THEMES = ("seeds", "zhejiang")
"""Sets whose themes are learnt from as if they were clauses."""

SIDES = ("upper", "lower")
TAKEN_UP = ("covered", "partial")


@dataclass
class Row:
    """A labelled clause in a lower plan.

    Attributes:
        key: Of the clause within its province; the same clause in two lower plans has one key.
        cited: Numbers of the clauses of the lower plan that readers cite.
        batch: The clause alone.
        near: Features of the clause with each clause of the lower plan, shape (features, clauses).
        is_theme: It is a theme whose depth was labelled, as if it were a clause.
        binds: Whom a reader says that it binds; empty where none said.
        items: Number of a thing that it sets, with the label a reader gave.
    """

    province: str
    key: str
    asked: Asked
    labels: tuple[str, ...]
    cited: set[int]
    pair: SidePair
    batch: Batch
    near: NDArray[np.float32]
    lower: str
    is_theme: bool
    binds: str = ""
    items: tuple[tuple[int, str], ...] = ()

    @property
    def upper(self) -> str:
        """What tells upper plans apart, under whatever id they were read."""
        return self.pair.upper.reading.plan.text[:200]

    @property
    def taken(self) -> float:
        """Share of the accepted labels that say it is taken up."""
        return sum(label in TAKEN_UP for label in self.labels) / len(self.labels)

    @property
    def whole(self) -> float | None:
        """Share of "covered" in the accepted labels that say it is taken up; ``None`` if none does."""
        taken = [label for label in self.labels if label in TAKEN_UP]
        return taken.count("covered") / len(taken) if taken else None


@dataclass(frozen=True)
class Labelled:
    """One labelled clause as it is told, before any features."""

    number: int
    key: str
    labels: tuple[str, ...]
    cited: set[int]
    binds: str = ""
    items: tuple[tuple[str, str], ...] = ()


def labelled(gold: Path, corpora: Path, read: Path) -> list[Row]:
    """All labelled clauses, and the labelled themes as if they were clauses.

    Args:
        gold: Folder of the two labelled sets.
        corpora: Folder of the public plans; pairs whose plans are not there are left out, with a word to stderr.
        read: Folder of the texts as their readers had them, for pairs that are not in the corpora.
    """
    score = scorer(gold)
    rows = [row for name in SETS for row in _rows_of_set(name, gold / name, score)]
    return rows + [row for pair in _table(LABELS / "pairs.tsv") for row in _rows_of_pair(pair, (corpora, read, gold))]


def pairs_named() -> set[str]:
    """Names of the pairs in ``labels``."""
    return {pair["pair"] for pair in _table(LABELS / "pairs.tsv")}


def pairs_apart() -> set[str]:
    """Names of the pairs that weights are asked on and never learn from."""
    return {pair["pair"] for pair in _table(LABELS / "pairs.tsv") if pair["learnt"] == "no"}


def _rows_of_pair(pair: dict[str, str], folders: Sequence[Path]) -> Iterator[Row]:
    files = [next((at / pair[side] for at in folders if (at / pair[side]).is_file()), None) for side in SIDES]
    if None in files:
        print(f"{pair['pair']}: left out, its plans are not there", file=sys.stderr)
        return
    upper, lower = plans_of(pair, [file for file in files if file])
    above, below = Openings(upper), Openings(lower)
    told = []
    for line in _table(LABELS / f"{pair['pair']}.tsv"):
        number = above.clause(line["clause"])
        cited = [below.clause(opening) for opening in line["cited"].split("|") if opening]
        if number is not None:
            items = tuple(item.rpartition("=")[::2] for item in (line.get("items") or "").split("|") if item)
            answers = {at for at in cited if at is not None}
            labels = tuple(line["labels"].split("|"))
            told.append(Labelled(number, str(number), labels, answers, line.get("binds") or "", items))
    yield from _rows(pair["province"], pair["pair"], side_of(Reading(upper)), side_of(Reading(lower)), told)


def plans_of(pair: dict[str, str], files: Sequence[Path]) -> tuple[Plan, ...]:
    """The upper and the lower plan of a pair; level, region and year are as given where they are given."""
    plans = read_plans(given_plans(*((file,) for file in files)))[0]
    if not pair["levels"]:
        return plans
    told = zip(plans, *(pair[name].split(">") for name in ("levels", "regions", "years")), strict=True)
    return tuple(replace(plan, level=Level(level), region=at, year=int(year)) for plan, level, at, year in told)


class Openings:
    """The clauses of a plan, found by how they open."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan.id
        self._texts = [folded(plan.text[clause.start : clause.end]) for clause in plan.clauses]

    def clause(self, opening: str) -> int | None:
        """Number of the one clause that holds it; ``None``, with a word to stderr, if the plan is read otherwise now."""
        wanted = folded(opening)
        found = [number for number, text in enumerate(self._texts) if wanted in text]
        if len(found) != 1:
            print(f"{self._plan}: {len(found)} clauses hold {opening}; the label is left out", file=sys.stderr)
            return None
        return found[0]


def _rows_of_set(name: str, folder: Path, scorer: Any) -> Iterator[Row]:
    plans = {plan.id: plan for plan in read_plans(find_plans(SEEDS if name == "seeds" else folder))[0]}
    codes = SETS[name]
    ids = {code: _clauses(plans[plan], scorer.Sentences(folder / f"{code}.tsv")) for code, plan in codes.items()}
    themes, numbers = _themes_as_plan(folder) if name in WITH_THEMES else (None, {})
    sides = {plan.id: side_of(Reading(plan)) for plan in (*plans.values(), *filter(None, [themes]))}
    told: dict[tuple[str, str], list[Labelled]] = {}
    for entry in _load(folder / "clauses.json"):
        code, below = entry["clause"][0], entry["doc"]
        cited = {at for match in entry["matches"] for at in ids[below].get(match, [])}
        if not ids[code].get(entry["clause"]):
            continue  # no clause of the plan, as it is read now, holds most of it
        items = tuple((item["item"], item["label"]) for item in entry.get("items", []))
        labels, binds = tuple(entry["labels"]), entry.get("binds", "")
        row = Labelled(ids[code][entry["clause"]][0], entry["clause"], labels, cited, binds, items)
        told.setdefault((codes[code], codes[below]), []).append(row)
    for entry in _load(folder / "themes.json") if themes else []:
        cited = {at for match in entry["evidence"] for at in ids[entry["doc"]].get(match, [])}
        row = Labelled(numbers[entry["theme"]], entry["theme"], _labels(entry["depth"]), cited)
        told.setdefault((THEMES, codes[entry["doc"]]), []).append(row)
    for (upper, lower), some in told.items():
        yield from _rows(PROVINCES[lower], lower, sides[upper], sides[lower], some)


def _rows(province: str, lower: str, above: Side, below: Side, told: Sequence[Labelled]) -> Iterator[Row]:
    asked = ask(above.reading, [each.number for each in told])
    questioned = questions(asked)
    nearness = Nearness(above, below)
    numbers = [each.number for each in told]
    rivals = sorted({*numbers, *setting_clauses(above.reading.plan, above.reading.roles)})
    pair = SidePair(above, below, questioned, rivals_in(nearness, np.array(rivals)))
    near = nearness.features(numbers)
    is_theme = above.reading.plan.id == THEMES
    for at, each in enumerate(told):
        batch = batch_of(questioned, [asked[at]])
        items = tuple(_matched(asked[at], each.items))
        told_of = (each.labels, each.cited, pair, batch, near[:, at], lower, is_theme, each.binds, items)
        yield Row(province, each.key, asked[at], *told_of)


def _matched(asked: Asked, items: Sequence[tuple[str, str]]) -> Iterator[tuple[int, str]]:
    """For each thing that a reader named the thing of the clause that says the same, if one does, as score.py has it."""
    own = [_runs(thing) for thing in asked.things] if asked.items else []
    for item, label in items:
        runs = _runs(item)
        shared = [len(runs & each) / max(1, min(len(runs), len(each))) for each in own]
        if shared and max(shared) >= 0.5:
            yield shared.index(max(shared)), label


def _runs(text: str) -> set[str]:
    plain = folded(text)
    return {plain[at : at + 2] for at in range(max(1, len(plain) - 1))}


def _themes_as_plan(folder: Path) -> tuple[Plan, dict[str, int]]:
    """Names and definitions of the labelled themes as the clauses of a plan, and the number of each."""
    themes = _table(folder / "themes.tsv")
    plan = plan_of(body_under_tasks(*(f"{theme['name']}，{theme['definition']}。" for theme in themes)), THEMES)
    starts = {plan.text[clause.start : clause.end]: number for number, clause in enumerate(plan.clauses)}
    return plan, {
        theme["id"]: next(number for text, number in starts.items() if text.startswith(f"{theme['name']}，"))
        for theme in themes
    }


def _labels(depths: Sequence[int]) -> tuple[str, ...]:
    """What a depth says of a theme that were a clause; one that is only cited tells nothing."""
    said = {"covered" if depth >= 3 else "partial" if depth == 2 else "absent" for depth in depths if depth != 1}
    return tuple(sorted(said)) or ("absent", "covered")


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _load(path: Path) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def _clauses(plan: Plan, sentences: Any) -> dict[str, list[int]]:
    """Sentence id to the clauses that hold at least half of it, the fullest first."""
    found: dict[str, list[tuple[float, int]]] = {}
    for number, clause in enumerate(plan.clauses):
        for key, share in sentences.covered(plan.text[clause.start : clause.end]).items():
            if share >= 0.5:
                found.setdefault(key, []).append((-share, number))
    return {key: [number for _, number in sorted(shares)] for key, shares in found.items()}

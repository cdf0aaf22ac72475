"""Learn from labelled plans what makes a passage an answer and a clause taken up; print how well, and write the weights.

    python -m tests.accuracy.learn_alignment ../shared/gold [--write] [--ablation]

Each model is a logistic regression of scikit-learn over named features, strongly regularised, since labels are few. Two
ways of checking are printed: *across*, learnt on the plans of one province and scored on those of another, and *within*,
ten folds by upper clause over all. The figures are those of ``gold/score.py``, from whose code they come.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from compare.align.asked import Asked, ask, questions
from compare.align.features import NAMES as FEATURES
from compare.align.features import Nearness, side_of
from compare.align.signals import NAMES as SIGNALS
from compare.align.signals import Found, Pair
from compare.align.verdict import judge
from compare.align.weights import Model, Models
from compare.corpus import find_plans
from compare.model import Plan
from compare.pipeline import read_plans
from compare.reading import Reading
from tests.making import ROOT, SEEDS, body_under_tasks, plan_of

OUT = ROOT / "compare" / "data" / "alignment.toml"
SETS = {
    "seeds": {"L": "lianzhou", "G": "guangqing", "Q": "qingyuan", "P": "pingdingshan"},
    "zhejiang": {"Z": "zhejiang", "H": "hangzhou", "S": "lishui"},
}
# How near the meaning is tells most by how it stands out; beside meaning_in_context it adds nothing to the ranking.
PASSAGE = tuple(name for name in FEATURES if name != "meaning")
TAKEN = tuple(name for name in SIGNALS if name != "parts")
COVERED = ("wording", "parts")
ABLATED = ("R@1", "R@5", "AUC taken up", "label kappa")
FOLDS = 10
THEMES = "themes"
# A theme is not quite a clause.
WEIGHT_OF_THEME = 0.5
# Passages learnt from for each clause: the nearest by wording and meaning, and those that readers cite.
NEAR = 60
STRENGTH = 0.1
UNSURE = -1


@dataclass
class Row:
    """A labelled clause in a lower plan."""

    set: str
    key: str
    asked: Asked
    labels: list[str]
    cited: set[int]
    pair: Pair
    near: NDArray[np.float32]
    lower: str
    is_theme: bool
    found: Found | None = field(default=None)

    @property
    def taken(self) -> int:
        """1 if taken up, 0 if not, -1 if the readers differ."""
        said = {label in ("covered", "partial") for label in self.labels}
        return UNSURE if len(said) > 1 else int(True in said)

    @property
    def whole(self) -> int:
        """1 if covered, 0 if partial, -1 for the rest."""
        return {("covered",): 1, ("partial",): 0}.get(tuple(self.labels), UNSURE)


def labelled(gold: Path) -> list[Row]:
    """The labelled clauses of both sets with their features, and the labelled themes as if they were clauses."""
    scorer = _scorer(gold)
    return [row for name in SETS for row in _rows(name, gold / name, scorer)]


def _scorer(gold: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score", gold / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _rows(name: str, folder: Path, scorer: Any) -> Iterator[Row]:
    plans = {plan.id: plan for plan in read_plans(find_plans(SEEDS if name == "seeds" else folder))[0]}
    codes = SETS[name]
    ids = {code: _clauses(plans[plan], scorer.Sentences(folder / f"{code}.tsv")) for code, plan in codes.items()}
    themes, numbers = _themes_as_plan(folder)
    sides = {plan.id: side_of(Reading(plan)) for plan in (*plans.values(), themes)}
    asked: dict[tuple[str, str], list[tuple[int, str, list[str], set[int]]]] = {}
    for entry in _load(folder / "clauses.json"):
        code, below = entry["clause"][0], entry["doc"]
        cited = {at for match in entry["matches"] for at in ids[below].get(match, [])}
        row = (ids[code][entry["clause"]][0], entry["clause"], entry["labels"], cited)
        asked.setdefault((codes[code], codes[below]), []).append(row)
    for entry in _load(folder / "themes.json"):
        cited = {at for match in entry["evidence"] for at in ids[entry["doc"]].get(match, [])}
        row = (numbers[entry["theme"]], entry["theme"], _labels(entry["depth"]), cited)
        asked.setdefault((THEMES, codes[entry["doc"]]), []).append(row)
    for (upper, lower), rows in asked.items():
        asked_of = [ask(sides[upper].reading, number) for number, *_ in rows]
        pair = Pair(sides[upper], sides[lower], questions(asked_of))
        near = Nearness(pair.upper, pair.lower).features([number for number, *_ in rows])
        for at, (_, key, labels, cited) in enumerate(rows):
            yield Row(name, key, asked_of[at], labels, cited, pair, near[:, at], lower, upper == THEMES)


def _themes_as_plan(folder: Path) -> tuple[Plan, dict[str, int]]:
    """Names and definitions of the labelled themes as the clauses of a plan, and the number of each."""
    lines = (folder / "themes.tsv").read_text(encoding="utf-8").splitlines()[1:]
    themes = [line.split("\t")[:3] for line in lines]
    plan = plan_of(body_under_tasks(*(f"{name}，{definition}。" for _, name, definition in themes)), THEMES)
    starts = {plan.text[clause.start : clause.end]: number for number, clause in enumerate(plan.clauses)}
    return plan, {
        key: next(number for text, number in starts.items() if text.startswith(f"{name}，")) for key, name, _ in themes
    }


def _labels(depths: Sequence[int]) -> list[str]:
    """What a depth says of a theme that were a clause; one that is only cited tells nothing."""
    said = {"covered" if depth >= 3 else "partial" if depth == 2 else "absent" for depth in depths if depth != 1}
    return sorted(said) or ["absent", "covered"]


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


def fit(rows: NDArray[np.float32], said: Sequence[int], names: Sequence[str], trust: Sequence[float]) -> Model:
    """A logistic model over features scaled to their spread, told in the features' own units."""
    spread = rows.std(axis=0) + 1e-9
    learner = LogisticRegression(C=STRENGTH, max_iter=5000).fit(rows / spread, np.array(said), sample_weight=trust)
    weights = {name: round(float(w), 4) for name, w in zip(names, learner.coef_[0] / spread, strict=True)}
    return Model(round(float(learner.intercept_[0]), 4), weights)


def fit_passage(rows: Sequence[Row], names: Sequence[str]) -> Model:
    """Learn what makes a passage an answer."""
    columns = [FEATURES.index(name) for name in names]
    seen, said = [], []
    for row in rows:
        if not row.is_theme and (row.cited or row.taken == 0):
            nearness = row.near[FEATURES.index("chars")] + row.near[FEATURES.index("meaning")]
            some = sorted({*np.argsort(-nearness, kind="stable")[:NEAR].tolist(), *row.cited})
            seen.append(row.near[columns][:, some].T)
            said += [int(number in row.cited) for number in some]
    return fit(np.concatenate(seen), said, names, [1.0] * len(said))


def fit_signals(rows: Sequence[Row], names: Sequence[str], truth: Callable[[Row], int]) -> Model:
    """Learn from the signals of clauses; those of which readers differ are left out."""
    sure = [row for row in rows if truth(row) != UNSURE and row.found is not None]
    columns = [SIGNALS.index(name) for name in names]
    signals = np.array([row.found.signals[columns] for row in sure if row.found])
    trust = [WEIGHT_OF_THEME if row.is_theme else 1.0 for row in sure]
    return fit(signals, [truth(row) for row in sure], names, trust)


def find(row: Row, passage: Model) -> Found:
    """What is found for a row under a passage model."""
    return row.pair.found(row.asked, row.near, passage.chance(row.near, FEATURES))


def learn(
    rows: Sequence[Row],
    passage: Sequence[str] = PASSAGE,
    taken: Sequence[str] = TAKEN,
    covered: Sequence[str] = COVERED,
) -> Models:
    """All three models from labelled rows."""
    first = fit_passage(rows, passage)
    for row in rows:
        row.found = find(row, first)
    models = Models(first, fit_signals(rows, taken, lambda r: r.taken), fit_signals(rows, covered, lambda r: r.whole))
    return _with_constants([row for row in rows if not row.is_theme], models)


def _with_constants(rows: Sequence[Row], models: Models) -> Models:
    """Constants with which the models say no (less than 1/2) as often as a reader did.

    Where only one of two readers said no, it counts.
    """
    taken = _threshold(rows, models.taken_up, ("absent", "not_applicable"))
    covered = _threshold([row for row in rows if row.taken == 1], models.covered, ("partial",))
    return Models(models.passage, _centred(models.taken_up, taken), _centred(models.covered, covered))


def _centred(model: Model, threshold: float) -> Model:
    """The model with the chance ``threshold`` moved to 1/2: the correction of a logistic model for another base rate."""
    return replace(model, constant=round(model.constant - math.log(threshold / (1 - threshold)), 4))


def _threshold(rows: Sequence[Row], model: Model, no: Sequence[str]) -> float:
    """The chance under which as many rows lie as a reader said no to."""
    chances = np.sort(model.chance(np.array([row.found.signals for row in rows if row.found]).T, SIGNALS))
    under = sum(bool(set(row.labels) & set(no)) for row in rows)
    return round(float((chances[under - 1] + chances[under]) / 2), 4)


@dataclass
class Said:
    """What the tool said of a labelled row."""

    row: Row
    label: str
    score: float
    rank: int | None


def say(row: Row, models: Models) -> Said:
    """Judge a row."""
    found = find(row, models.passage)
    verdict = judge(found, row.asked, [row.pair.lower.reading.roles[at] for at in found.order], models)
    hits = [rank for rank, number in enumerate(found.order) if number in row.cited]
    return Said(row, verdict.label, verdict.score, (hits or [99])[0] if row.cited else None)


def figures(said: Sequence[Said], scorer: Any) -> dict[str, float]:
    """The figures of ``score.py``."""
    labels = [scorer.accept(one.row.labels, one.label) for one in said]
    none = ("absent", "not_applicable")
    ranks = [one.rank for one in said if one.rank is not None]
    return {
        "clauses": len(said),
        "label kappa": scorer.kappa(labels, [one.label for one in said]),
        "AUC taken up": scorer.auc([(one.row.taken == 1, one.score) for one in said if one.row.taken != UNSURE]),
        "not taken up F1": scorer.f1([label in none for label in labels], [one.label in none for one in said]),
        "R@1": sum(rank < 1 for rank in ranks) / max(1, len(ranks)),
        "R@5": sum(rank < 5 for rank in ranks) / max(1, len(ranks)),
        "MRR": sum(1 / (rank + 1) for rank in ranks if rank < 5) / max(1, len(ranks)),
    }


def across(rows: Sequence[Row]) -> Iterator[tuple[list[Row], list[Row]]]:
    """Learn on one set, score on the other."""
    for name in SETS:
        held = [row for row in rows if row.set == name and not row.is_theme]
        yield [row for row in rows if row.set != name], held


def within(rows: Sequence[Row]) -> Iterator[tuple[list[Row], list[Row]]]:
    """Ten folds by upper clause over all; the themes help in all of them."""
    keys = sorted({(row.set, row.key) for row in rows if not row.is_theme})
    np.random.default_rng(0).shuffle(keys)
    fold = {tuple(key): number % FOLDS for number, key in enumerate(keys)}
    for number in range(FOLDS):
        inside = [row for row in rows if fold.get((row.set, row.key)) == number]
        yield [row for row in rows if fold.get((row.set, row.key)) != number], inside


def check(
    rows: Sequence[Row],
    split: Callable[[Sequence[Row]], Iterator[tuple[list[Row], list[Row]]]],
    passage: Sequence[str] = PASSAGE,
    taken: Sequence[str] = TAKEN,
    covered: Sequence[str] = COVERED,
) -> list[Said]:
    """Learn and score, fold by fold."""
    said: list[Said] = []
    for training, held in split(rows):
        models = learn(training, passage, taken, covered)
        said.extend(say(row, models) for row in held)
    return said


def show(title: str, said: Sequence[Said], scorer: Any) -> None:
    """Print the figures by lower plan and over all."""
    for lower in (*dict.fromkeys(one.row.lower for one in said), "all"):
        some = [one for one in said if lower in ("all", one.row.lower)]
        print(f"{title:10s} {lower:10s}", "  ".join(f"{k} {v:.3f}" for k, v in figures(some, scorer).items()))


def write(models: Models) -> None:
    """Write the weights as readable numbers."""
    lines = ["# Written by tests/accuracy/learn_alignment.py; what each feature is stands in docs/method.md."]
    for name in ("passage", "taken_up", "covered"):
        model: Model = getattr(models, name)
        lines += [
            "",
            f"[{name}]",
            f"constant = {model.constant}",
            f"[{name}.weights]",
        ]
        lines += [f"{feature} = {weight}" for feature, weight in model.weights.items()]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def ablate(rows: Sequence[Row], scorer: Any) -> None:
    """Print what each feature adds: the figures over all, across and within, without it."""
    trials: list[tuple[str, dict[str, Sequence[str]]]] = [("all", {})]
    trials += [(f"- {name}", {"passage": [other for other in PASSAGE if other != name]}) for name in PASSAGE]
    trials += [(f"- {name}", {"taken": [other for other in TAKEN if other != name]}) for name in TAKEN]
    trials += [(f"- {name}", {"covered": [other for other in COVERED if other != name]}) for name in COVERED]
    for title, left in trials:
        shown = [figures(check(rows, split, **left), scorer) for split in (across, within)]
        cells = (f"{found[key]:.3f}" for found in shown for key in ABLATED)
        print(f"| {title} | {next(iter(left), '')} |", " | ".join(cells), "|", flush=True)


def main() -> None:
    """Check, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--write", action="store_true", help="write the weights learnt from all labels")
    parser.add_argument("--ablation", action="store_true", help="print what each feature adds")
    options = parser.parse_args()
    scorer = _scorer(options.gold)
    rows = labelled(options.gold)
    show("across", check(rows, across), scorer)
    show("within", check(rows, within), scorer)
    if options.ablation:
        ablate(rows, scorer)
    if options.write:
        write(learn(rows))


if __name__ == "__main__":
    main()

"""Learn from labelled plans what makes a passage an answer and a clause taken up; print how well, and write the weights.

    python -m tests.accuracy.learn_alignment ../shared/gold ../shared/corpora [--write] [--ablation]

Each model is a logistic regression of scikit-learn over named features, strongly regularised, since labels are few. Two
ways of checking are printed: *across*, learnt on the plans of all provinces but one and scored on those of that one, and
*within*, ten folds by upper clause over all. The figures are those of ``gold/score.py``, from whose code they come.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from compare.align.features import NAMES as FEATURES
from compare.align.models import Model, Models
from compare.align.signals import NAMES as SIGNALS
from compare.align.signals import Found
from compare.align.verdict import chances, judge
from tests.accuracy.labelled import GOLD, Row, labelled, pairs_named
from tests.builders import ROOT, scorer

OUT = ROOT / "compare" / "data" / "alignment.toml"
# How near the meaning is tells most by how it stands out; beside meaning_in_context it adds nothing to the ranking.
PASSAGE = tuple(name for name in FEATURES if name != "meaning")
TAKEN = ("nearest", "wording", "heard", "rarest", "things", "elsewhere", "heading", "measure")
COVERED = ("wording", "wording_stands_out", "rarest", "parts", "past", "heading", "number")
ABLATED = ("R@1", "R@5", "AUC taken up", "not taken up F1", "label kappa")
FOLDS = 10
# A theme is not quite a clause.
WEIGHT_OF_THEME = 0.5
# Passages learnt from for each clause: the nearest by wording and meaning, and those that readers cite.
NEAR = 60
STRENGTH = 0.1


def fit(rows: NDArray[np.float32], said: Sequence[float], names: Sequence[str], trust: Sequence[float]) -> Model:
    """A logistic model over features scaled to their spread, told in the features' own units.

    Args:
        rows: Features, shape (rows, features).
        said: How far readers said yes to each, in [0, 1]; between them a row counts for both, with so much weight.
        names: Of the features.
        trust: Weight of each row.
    """
    spread = rows.std(axis=0) + 1e-9
    yes, weight = np.array(said), np.array(trust)
    learner = LogisticRegression(C=STRENGTH, max_iter=5000).fit(
        np.concatenate([rows, rows]) / spread,
        np.repeat([1, 0], len(yes)),
        sample_weight=np.concatenate([weight * yes, weight * (1 - yes)]),
    )
    weights = {name: round(float(w), 4) for name, w in zip(names, learner.coef_[0] / spread, strict=True)}
    return Model(round(float(learner.intercept_[0]), 4), weights)


def fit_passage(rows: Sequence[Row], names: Sequence[str]) -> Model:
    """Learn what makes a passage an answer."""
    columns = [FEATURES.index(name) for name in names]
    features, said = [], []
    for row in rows:
        if not row.is_theme and (row.cited or row.taken == 0):
            nearness = row.near[FEATURES.index("chars")] + row.near[FEATURES.index("meaning")]
            some = sorted({*np.argsort(-nearness, kind="stable")[:NEAR].tolist(), *row.cited})
            features.append(row.near[columns][:, some].T)
            said += [int(number in row.cited) for number in some]
    return fit(np.concatenate(features), said, names, [1.0] * len(said))


@dataclass(frozen=True)
class Seen:
    """A labelled row and what is found for it under a passage model."""

    row: Row
    found: Found


def seen(rows: Sequence[Row], passage: Model) -> list[Seen]:
    """What is found for each row."""
    return [Seen(row, _found(row, row.near[:, None], passage)) for row in rows]


def _found(row: Row, near: NDArray[np.float32], passage: Model) -> Found:
    """What is found for one row; its features of shape (features, 1, clauses)."""
    (found,) = row.pair.found(row.batch, near, passage.chance(near, FEATURES))
    return found


def fit_signals(rows: Sequence[Seen], names: Sequence[str], truth: Callable[[Row], float | None]) -> Model:
    """Learn from the signals of clauses, those left out of which nothing is known."""
    known = [(one, said) for one in rows if (said := truth(one.row)) is not None]
    columns = [SIGNALS.index(name) for name in names]
    signals = np.array([one.found.signals[columns] for one, _ in known])
    trust = [WEIGHT_OF_THEME if one.row.is_theme else 1.0 for one, _ in known]
    return fit(signals, [said for _, said in known], names, trust)


def fit_verdict(
    rows: Sequence[Seen], passage: Model, taken: Sequence[str] = TAKEN, covered: Sequence[str] = COVERED
) -> Models:
    """Learn the verdict from what is found under a passage model."""
    models = Models(
        passage, fit_signals(rows, taken, lambda row: row.taken), fit_signals(rows, covered, lambda row: row.whole)
    )
    return _with_constants([one for one in rows if not one.row.is_theme], models)


def _with_constants(rows: Sequence[Seen], models: Models) -> Models:
    """Constants with which the models say no (less than 1/2) as often as a reader did.

    Where only one of two readers said no, it counts.
    """
    taken = _threshold(rows, models.taken_up, ("absent", "not_applicable"))
    covered = _threshold([one for one in rows if one.row.taken == 1], models.covered, ("partial",))
    return Models(models.passage, _centred(models.taken_up, taken), _centred(models.covered, covered))


def _centred(model: Model, threshold: float) -> Model:
    """The model with the chance ``threshold`` moved to 1/2: the correction of a logistic model for another base rate."""
    return replace(model, constant=round(model.constant - math.log(threshold / (1 - threshold)), 4))


def _threshold(rows: Sequence[Seen], model: Model, no: Sequence[str]) -> float:
    """The chance under which as many rows lie as a reader said no to."""
    chances = np.sort(model.chance(np.array([one.found.signals for one in rows]).T, SIGNALS))
    under = sum(bool(set(one.row.labels) & set(no)) for one in rows)
    return round(float((chances[under - 1] + chances[under]) / 2), 4)


@dataclass
class Said:
    """What the tool said of a labelled row."""

    row: Row
    label: str
    score: float
    rank: int | None


def say(one: Seen, models: Models) -> Said:
    """Judge a row."""
    row, found = one.row, one.found
    roles = [row.pair.lower.reading.roles[at] for at in found.order]
    verdict = judge(found, row.asked, roles, next(chances([found], models)))
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
        "AUC taken up": scorer.auc([(one.row.taken == 1, one.score) for one in said if one.row.taken in (0, 1)]),
        "not taken up F1": scorer.f1([label in none for label in labels], [one.label in none for one in said]),
        "R@1": sum(rank < 1 for rank in ranks) / max(1, len(ranks)),
        "R@5": sum(rank < 5 for rank in ranks) / max(1, len(ranks)),
        "MRR": sum(1 / (rank + 1) for rank in ranks if rank < 5) / max(1, len(ranks)),
    }


def across(rows: Sequence[Row]) -> Iterator[tuple[list[Row], list[Row]]]:
    """Learn on all provinces but one, score on that one."""
    for name in dict.fromkeys(row.province for row in rows):
        held = [row for row in rows if row.province == name and not row.is_theme]
        yield [row for row in rows if row.province != name], held


def within(rows: Sequence[Row]) -> Iterator[tuple[list[Row], list[Row]]]:
    """Ten folds by upper clause over all; the themes help in all of them."""
    keys = sorted({(row.province, row.key) for row in rows if not row.is_theme})
    np.random.default_rng(0).shuffle(keys)
    fold = {tuple(key): number % FOLDS for number, key in enumerate(keys)}
    for number in range(FOLDS):
        inside = [row for row in rows if fold.get((row.province, row.key)) == number]
        yield [row for row in rows if fold.get((row.province, row.key)) != number], inside


@dataclass(frozen=True)
class Fold:
    """What is learnt from and what is scored, as found under the passage model of the former."""

    passage: Model
    training: list[Seen]
    held: list[Seen]


def folds(
    rows: Sequence[Row],
    split: Callable[[Sequence[Row]], Iterator[tuple[list[Row], list[Row]]]],
    passage: Sequence[str] = PASSAGE,
) -> list[Fold]:
    """Learn what answers, fold by fold."""
    learnt = [(training, held, fit_passage(training, passage)) for training, held in split(rows)]
    return [Fold(model, seen(training, model), seen(held, model)) for training, held, model in learnt]


def check(parts: Sequence[Fold], taken: Sequence[str] = TAKEN, covered: Sequence[str] = COVERED) -> list[Said]:
    """Learn the verdict and score, fold by fold."""
    said: list[Said] = []
    for fold in parts:
        models = fit_verdict(fold.training, fold.passage, taken, covered)
        said.extend(say(one, models) for one in fold.held)
    return said


def groups_of(said: Sequence[Said]) -> dict[str, list[Said]]:
    """By lower plan; the labelled sets together, the other pairs together, all."""
    lowers = dict.fromkeys(one.row.lower for one in said)
    groups = {lower: {lower} for lower in lowers}
    groups |= {"gold": set(GOLD), "pairs": set(lowers) - set(GOLD), "all": set(lowers)}
    return {name: [one for one in said if one.row.lower in members] for name, members in groups.items()}


def show(title: str, said: Sequence[Said], scorer: Any) -> None:
    """Print the figures of each group."""
    for name, some in groups_of(said).items():
        if some:
            print(f"{title:7s} {name:9s}", "  ".join(f"{k} {v:.3f}" for k, v in figures(some, scorer).items()))


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
    """Print what each feature adds: the figures across provinces without it, of the labelled sets and of the other pairs."""
    everything = folds(rows, across)

    def line(title: str, model: str, said: Sequence[Said]) -> None:
        groups = groups_of(said)
        shown = [figures(groups[name], scorer) for name in ("gold", "pairs")]
        print(f"| {title} | {model} |", " | ".join(f"{found[key]:.3f}" for found in shown for key in ABLATED), "|")

    line("all", "", check(everything))
    for name in PASSAGE:
        line(name, "passage", check(folds(rows, across, without(PASSAGE, name))))
    for name in TAKEN:
        line(name, "taken_up", check(everything, taken=without(TAKEN, name)))
    for name in COVERED:
        line(name, "covered", check(everything, covered=without(COVERED, name)))


def without(names: Sequence[str], name: str) -> list[str]:
    """The names but one."""
    return [other for other in names if other != name]


def main() -> None:
    """Check, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--write", action="store_true", help="write the weights learnt from all labels")
    parser.add_argument("--ablation", action="store_true", help="print what each feature adds")
    options = parser.parse_args()
    measure = scorer(options.gold)
    rows = labelled(options.gold, options.corpora)
    if options.write and pairs_named() - {row.lower for row in rows}:
        parser.error("weights are learnt from all pairs: name the folder of the corpora")
    show("across", check(folds(rows, across)), measure)
    show("within", check(folds(rows, within)), measure)
    if options.ablation:
        ablate(rows, measure)
    if options.write:
        passage = fit_passage(rows, PASSAGE)
        write(fit_verdict(seen(rows, passage), passage))


if __name__ == "__main__":
    main()

"""Learn from labelled plans what makes a passage an answer and a clause taken up; print how well, and write the weights.

    python -m tests.accuracy.learn_alignment ../shared/gold ../shared/corpora FOLDER_OF_TEXTS [--write] [--ablation]

FOLDER_OF_TEXTS holds the texts that readers labelled and that are in no corpus (``PAIR/upper.txt``, ``PAIR/lower.txt``).

Pairs whose ``learnt`` in ``labels/pairs.tsv`` is ``no`` are never learnt from: they are asked, as *apart*, and with the
plans left out they give the bounds of what is sure.

Each model is a logistic regression of scikit-learn over named features, strongly regularised, since labels are few. Two
ways of checking are printed: *across*, learnt on the plans of all provinces but one and scored on those of that one, and
*levels*, learnt on all pairs but those under one level of upper plan and scored on these; what shares an upper plan with
what is scored is never learnt from. The figures are those of ``gold/score.py``, from whose code they come.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from compare.align.brands import brands_of_ours
from compare.align.certainty import SIGNS, is_sure, may_be_sure, signs
from compare.align.chances import MATCH_NAMES, chances, match_features, weighed
from compare.align.counterparts import reconciled
from compare.align.features import NAMES as FEATURES
from compare.align.models import Model, Models
from compare.align.signals import ITEM_NAMES, PairSignals
from compare.align.signals import NAMES as SIGNALS
from compare.align.topics import Topic, Topics, directions_of
from compare.align.verdict import Judgement, judge
from compare.model import Label
from tests.accuracy.labelled import GOLD, Row, labelled, pairs_apart, pairs_named
from tests.accuracy.learn_binding import NO_TOPIC, elsewhere, fit_binding, fit_topic, with_binding
from tests.builders import ROOT, scorer

OUT = ROOT / "compare" / "data" / "alignment.toml"
# How near the meaning is tells most by how it stands out; beside meaning_in_context it adds nothing to the ranking.
PASSAGE = tuple(name for name in FEATURES if name != "meaning")
TAKEN = (
    "nearest",
    "wording",
    "heard",
    "rarest",
    "things",
    "elsewhere",
    "heading",
    "measure",
    "binds",
    "unheard_names",
    "of_city",
    "margin",
    "matters",
    "topic_taken_up",
    "kept",
)
COVERED = (
    "nearest",
    "wording",
    "wording_stands_out",
    "rarest",
    "parts",
    "past",
    "heading",
    "number",
    "item_share",
    "item_mean",
    "levels",
    "report",
    "claim",
    "topic_covered",
    "unwritten",
    "repeated",
    "emphasis",
    "of_themes",
)
TOPICS = ("binds", "taken_up", "covered", "item")
ABLATED = ("R@1", "R@5", "AUC taken up", "not taken up F1", "label kappa")
# How far a thing that is answered in part is answered.
PART = 0.3
# The share of right verdicts from which those so certain are sure.
RIGHT = 0.95
FEWEST_SURE = 20
# A theme is not quite a clause.
WEIGHT_OF_THEME = 0.5
# 128 dimensions for some 800 clauses: of .002, .003, .007 and .02 the least two do best on provinces left out.
STRENGTH_OF_TOPIC = 0.003
# Passages learnt from for each clause: the nearest by wording and meaning, and those that readers cite.
NEAR = 60
STRENGTH = 0.1

TopicsOf = Callable[[Row], Topics]
"""The topics that a row is asked with."""


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


def calibrated(model: Model, rows: Sequence[Row]) -> Model:
    """The model with a constant with which the nearest passages of clauses that are taken up are as sure as they are right.

    Readers cite four passages at most, and of clauses that are not taken up none: what they leave out is not all wrong.
    """
    tops = [model.chance(row.near, FEATURES) for row in rows if not row.is_theme and row.taken == 1 and row.cited]
    right = [int(top.argmax()) in row.cited for top, row in zip(tops, (r for r in rows if _answered(r)), strict=True)]
    best = np.array([top.max() for top in tops])
    odds = np.log(best / (1 - best))
    low, high = -5.0, 5.0
    while high - low > 1e-4:
        middle = (low + high) / 2
        low, high = (middle, high) if (1 / (1 + np.exp(-odds - middle))).mean() < np.mean(right) else (low, middle)
    return replace(model, constant=round(model.constant + low, 4))


def _answered(row: Row) -> bool:
    return not row.is_theme and row.taken == 1 and bool(row.cited)


def fit_topics(rows: Sequence[Row]) -> Topics:
    """Learn what clauses and things are about that are taken up."""
    clauses = [row for row in rows if not row.is_theme]
    whole = [row for row in clauses if row.whole is not None]
    items = _known_items(clauses)

    def fitted(words: Iterable[Sequence[str]], said: Sequence[float]) -> Topic:
        return fit_topic(directions_of(words), said, STRENGTH_OF_TOPIC)

    return Topics(
        NO_TOPIC,
        fitted((row.asked.telling for row in clauses), [row.taken for row in clauses]),
        fitted((row.asked.telling for row in whole), [float(row.whole or 0.0) for row in whole]),
        fitted((row.asked.words[at] for row, at, _ in items), [said for _, _, said in items]),
    )


def topics_elsewhere(rows: Sequence[Row]) -> TopicsOf:
    """Return the topics that each row is asked with: as other provinces, and what is under other upper plans, tell."""
    clauses = [row for row in rows if not row.is_theme]
    topics = {name: fit_topics(elsewhere(clauses, name)) for name in dict.fromkeys(row.province for row in rows)}
    return lambda row: topics[row.province]


def _known_items(rows: Sequence[Row]) -> list[tuple[Row, int, float]]:
    """Return the things of which readers say whether they are answered, with how far; what concerns others tells nothing."""
    known = ((row, at, label) for row in rows for at, label in row.items if label != "not_applicable")
    return [(row, at, {"covered": 1.0, "partial": PART}.get(label, 0.0)) for row, at, label in known]


def fit_items(rows: Sequence[Row], passage: Model, topics: TopicsOf) -> Model:
    """Learn what makes a thing that a clause sets answered."""
    known = _known_items(rows)
    some = {id(row): row for row, _, _ in known}
    found = {key: _found(row, passage, passage_only(), topics(row)) for key, row in some.items()}
    table = np.array([found[id(row)].things[at] for row, at, _ in known])
    said = [each for _, _, each in known]
    model = fit(table, said, ITEM_NAMES, [1.0] * len(said))
    under = np.sort(model.chance(table.T, ITEM_NAMES))[round(len(said) - sum(said))]
    return _centred(model, float(under))


def passage_only() -> Model:
    """A model of things before any is learnt."""
    return Model(0.0, {})


@dataclass(frozen=True)
class Seen:
    """A labelled row and what is found for it."""

    row: Row
    found: PairSignals


def seen(rows: Sequence[Row], passage: Model, item: Model, topics: TopicsOf) -> list[Seen]:
    """What is found for each row."""
    return [Seen(row, _found(row, passage, item, topics(row))) for row in rows]


def _found(row: Row, passage: Model, item: Model, topics: Topics) -> PairSignals:
    """What is found for one row."""
    near = row.near[:, None]
    (found,) = row.pair.found(row.batch, near, passage.chance(near, FEATURES), item, topics)
    return found


def fit_signals(rows: Sequence[Seen], names: Sequence[str], truth: Callable[[Row], float | None]) -> Model:
    """Learn from the signals of clauses, those left out of which nothing is known."""
    known = [(one, said) for one in rows if (said := truth(one.row)) is not None]
    columns = [SIGNALS.index(name) for name in names]
    signals = np.array([one.found.signals[columns] for one, _ in known])
    trust = [WEIGHT_OF_THEME if one.row.is_theme else 1.0 for one, _ in known]
    return fit(signals, [said for _, said in known], names, trust)


def learn(rows: Sequence[Row], taken: Sequence[str] = TAKEN, covered: Sequence[str] = COVERED) -> Models:
    """Learn everything from labelled rows, but for what is sure."""
    binding = topic, *binds = fit_binding(rows, fit)
    rows = with_binding(rows, binding)
    topics = replace(fit_topics(rows), binds=topic)
    passage = calibrated(fit_passage(rows, PASSAGE), rows)
    others = topics_elsewhere(rows)
    item = fit_items(rows, passage, others)
    told = seen(rows, passage, item, others)
    first = fit_signals(told, taken, lambda row: row.taken), fit_signals(told, covered, lambda row: row.whole)
    models = Models(passage, passage_only(), topics, *binds, item, *first, passage_only(), math.inf)
    clauses = [one for one in told if not one.row.is_theme]
    models = _with_constants(clauses, models)
    return replace(models, match=fit_match(clauses, models))


def fit_match(rows: Sequence[Seen], models: Models) -> Model:
    """Learn how likely the nearest passage is cited; of a clause that is taken up and of which none is cited nothing is known."""
    known = [one for one in rows if one.row.cited or not one.row.taken]
    found = [one.found for one in known]
    features = match_features(found, list(chances(found, [one.row.asked for one in known], models)))
    said = [float(one.found.order[0] in one.row.cited) for one in known]
    return fit(features, said, MATCH_NAMES, [1.0] * len(said))


def _with_constants(rows: Sequence[Seen], models: Models) -> Models:
    """Constants with which the models say no (less than 1/2) as often as a reader did.

    Where only one of two readers said no, it counts; half, where both say that it is taken up, or that it is not.
    """
    taken = _threshold(rows, models.taken_up, ("absent", "not_applicable"), 1.0)
    covered = _threshold([one for one in rows if one.row.taken == 1], models.covered, ("partial",), 0.5)
    return replace(
        models,
        taken_up=_centred(models.taken_up, taken),
        covered=_centred(models.covered, covered),
    )


def _centred(model: Model, threshold: float) -> Model:
    """The model with the chance ``threshold`` moved to 1/2: the correction of a logistic model for another base rate."""
    return replace(model, constant=round(model.constant - math.log(threshold / (1 - threshold)), 4))


def _threshold(rows: Sequence[Seen], model: Model, no: Sequence[str], mixed: float) -> float:
    """The chance under which as many rows lie as readers said no to; ``mixed``: what counts a no of one of two."""
    chances = np.sort(model.chance(np.array([one.found.signals for one in rows]).T, SIGNALS))
    under = round(
        sum(
            share if (share := len(set(one.row.labels) & set(no)) / len(one.row.labels)) in {0, 1} else mixed
            for one in rows
        )
    )
    return round(float((chances[under - 1] + chances[under]) / 2), 4)


@dataclass
class Said:
    """What the tool said of a labelled row.

    Attributes:
        signs: What speaks for the verdict being right.
        chance: Probability that it is, 1/2 for all before that is learnt.
        may_be_sure: It is of a kind that is sure where it is likely right.
    """

    row: Row
    verdict: Judgement
    signs: NDArray[np.float32]
    chance: float
    may_be_sure: bool
    sure: bool
    rank: int | None
    binds: bool

    @property
    def label(self) -> Label:
        return self.verdict.label

    @property
    def score(self) -> float:
        return self.verdict.score

    @property
    def right(self) -> bool:
        return self.label in self.row.labels


def say(rows: Sequence[Row], models: Models) -> Iterator[Said]:
    """Judge rows."""
    binding = models.topics.binds, models.binds, models.not_applicable
    for one in seen(with_binding(rows, binding), models.passage, models.item, lambda _: models.topics):
        row, found = one.row, one.found
        (chance,) = chances([found], [row.asked], models)
        (near,) = weighed([found], [chance], models)
        known = tuple(brands_of_ours(row.asked, row.pair.upper.reading, row.pair.lower.reading))
        near, bounds = reconciled(near, row.asked, row.pair.lower.reading, known)
        verdict = judge(near, row.asked, row.pair.lower.reading, chance, bounds)
        told = signs(verdict, near, chance)
        right = float(models.right.chance(told, SIGNS))
        about = verdict, near, row.asked, row.pair.lower.reading
        may, sure = may_be_sure(*about), is_sure(*about, right, models.sure)
        hits = [rank for rank, number in enumerate(found.order) if number in row.cited]
        rank = (hits or [99])[0] if row.cited else None
        yield Said(row, verdict, told, right, may, sure, rank, row.asked.binding.binds == "all")


def figures(said: Sequence[Said], scorer: Any) -> dict[str, float]:
    """The figures of ``score.py``."""
    labels, first = [scorer.accept(one.row.labels, one.label) for one in said], [one.row.labels[0] for one in said]
    told = [one.label for one in said]
    none = ("absent", "not_applicable")
    ranks = [one.rank for one in said if one.rank is not None]
    items = [
        (label == "covered", one.verdict.items[at] is Label.COVERED) for one in said for at, label in one.row.items
    ]
    binds = [(one.row.binds == "all") == one.binds for one in said if one.row.binds]
    sure = sorted(said, key=lambda one: -one.chance)[: len(said) // 2]
    return {
        "clauses": len(said),
        "label kappa": scorer.kappa(labels, told),
        "first kappa": scorer.kappa(first, told),
        "+-": _spread([(a, b) for a, b in zip(labels, told, strict=True)], scorer),
        "item kappa": scorer.kappa(*zip(*items, strict=True)) if items else math.nan,
        "binds": sum(binds) / len(binds) if binds else math.nan,
        "n.a. F1": scorer.f1([a == "not_applicable" for a in labels], [b == "not_applicable" for b in told]),
        "AUC taken up": scorer.auc([(one.row.taken == 1, one.score) for one in said if one.row.taken in (0, 1)]),
        "not taken up F1": scorer.f1([label in none for label in labels], [label in none for label in told]),
        "R@1": sum(rank < 1 for rank in ranks) / max(1, len(ranks)),
        "R@5": sum(rank < 5 for rank in ranks) / max(1, len(ranks)),
        "surer half right": sum(one.right for one in sure) / max(1, len(sure)),
        "sure": sum(one.sure for one in said) / max(1, len(said)),
        "sure right": sum(one.right for one in said if one.sure) / max(1, sum(o.sure for o in said)),
    }


def _spread(pairs: Sequence[tuple[str, str]], scorer: Any) -> float:
    """Half of the 95 % interval of the kappa of any accepted label: 200 draws of the clauses with replacement."""
    draw = np.random.default_rng(0)
    drawn = [[pairs[at] for at in draw.integers(0, len(pairs), len(pairs))] for _ in range(200)]
    low, high = np.percentile([scorer.kappa(*zip(*some, strict=True)) for some in drawn], [2.5, 97.5])
    return float(high - low) / 2


Split = Callable[[Sequence[Row]], Iterator[tuple[list[Row], list[Row]]]]


def across(rows: Sequence[Row]) -> Iterator[tuple[list[Row], list[Row]]]:
    """Learn on all provinces but one, score on that one."""
    yield from _parted(rows, lambda row: row.province)


def levels(rows: Sequence[Row]) -> Iterator[tuple[list[Row], list[Row]]]:
    """Learn on the pairs of all levels of upper plan but one, score on those of that one."""
    yield from _parted(rows, lambda row: str(row.pair.upper.reading.plan.level))


def _parted(rows: Sequence[Row], part: Callable[[Row], str]) -> Iterator[tuple[list[Row], list[Row]]]:
    for name in dict.fromkeys(part(row) for row in rows if not row.is_theme):
        held = [row for row in rows if part(row) == name and not row.is_theme]
        above = {row.upper for row in held}
        yield [r for r in rows if part(r) != name and r.upper not in above], held


def check(
    rows: Sequence[Row], split: Split, taken: Sequence[str] = TAKEN, covered: Sequence[str] = COVERED
) -> list[Said]:
    """Learn and score, part by part; what is sure is told by the parts that are learnt from."""
    parts = [(learn(training, taken, covered), held) for training, held in split(rows)]
    said = [list(say(held, models)) for models, held in parts]
    out: list[Said] = []
    for at, (models, held) in enumerate(parts):
        known = [one for other, some in enumerate(said) if other != at for one in some]
        out.extend(say(held, with_certainty(models, known)))
    return out


def with_certainty(models: Models, said: Sequence[Said]) -> Models:
    """The models with what makes a verdict right, by what was said elsewhere, and from which chance 95 % of what may be
    sure is right.
    """
    told, accepted = np.array([one.signs for one in said]), np.array([float(one.right) for one in said])
    right = fit(told, accepted.tolist(), SIGNS, [1.0] * len(said))
    may = np.array([one.may_be_sure for one in said])
    chances = right.chance(told.T, SIGNS)[may]
    order = np.argsort(-chances, kind="stable")
    so_far = np.cumsum(accepted[may][order])
    many = [at for at in range(FEWEST_SURE, len(order) + 1) if so_far[at - 1] >= RIGHT * at]
    return replace(models, right=right, sure=round(float(chances[order[many[-1] - 1]]), 4) if many else math.inf)


def groups_of(said: Sequence[Said]) -> dict[str, list[Said]]:
    """By lower plan; by the levels of upper and lower plan; the sets of two readers together; all."""
    groups: dict[str, list[Said]] = {}
    for one in said:
        above, below = (side.reading.plan.level for side in (one.row.pair.upper, one.row.pair.lower))
        for name in (one.row.lower, f"{above}>{below}", "gold" if one.row.lower in GOLD else "others", "all"):
            groups.setdefault(name, []).append(one)
    return groups


def show(title: str, said: Sequence[Said], scorer: Any) -> None:
    """Print the figures of each group."""
    for name, some in groups_of(said).items():
        if some:
            print(f"{title:7s} {name:9s}", "  ".join(f"{k} {v:.3f}" for k, v in figures(some, scorer).items()))


def write(models: Models) -> None:
    """Write the weights as readable numbers."""
    lines = ["# Written by tests/accuracy/learn_alignment.py; what each feature is stands in docs/method.md."]
    lines += ["", f"sure = {models.sure}"]
    for name in TOPICS:
        about: Topic = getattr(models.topics, name)
        lines += ["", f"[topics.{name}]", f"constant = {about.constant}", f"weights = {list(about.weights)}"]
        lines += [f"national = {list(about.national)}"] * bool(about.national)
    for name in ("passage", "match", "binds", "item", "taken_up", "covered", "not_applicable", "right"):
        model: Model = getattr(models, name)
        lines += ["", f"[{name}]", f"constant = {model.constant}", f"[{name}.weights]"]
        lines += [f"{feature} = {weight}" for feature, weight in model.weights.items()]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def ablate(rows: Sequence[Row], scorer: Any) -> None:
    """Print what each feature of the verdict adds: the figures across provinces without it."""

    def line(title: str, model: str, said: Sequence[Said]) -> None:
        groups = groups_of(said)
        shown = [figures(groups[name], scorer) for name in ("gold", "others")]
        print(f"| {title} | {model} |", " | ".join(f"{found[key]:.3f}" for found in shown for key in ABLATED), "|")

    line("all", "", check(rows, across))
    for name in TAKEN:
        line(name, "taken_up", check(rows, across, taken=without(TAKEN, name)))
    for name in COVERED:
        line(name, "covered", check(rows, across, covered=without(COVERED, name)))


def without(names: Sequence[str], name: str) -> list[str]:
    """The names but one."""
    return [other for other in names if other != name]


def main() -> None:
    """Check, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("texts", type=Path, help="texts that were labelled and are in no corpus")
    parser.add_argument("--write", action="store_true", help="write the weights learnt from all labels")
    parser.add_argument("--ablation", action="store_true", help="print what each feature adds")
    options = parser.parse_args()
    measure = scorer(options.gold)
    rows = labelled(options.gold, options.corpora, options.texts)
    if options.write and pairs_named() - {row.lower for row in rows}:
        parser.error("weights are learnt from all pairs: name the folders of their texts")
    apart = [row for row in rows if row.lower in pairs_apart()]
    rows = [row for row in rows if row.lower not in pairs_apart()]
    said = check(rows, across)
    show("across", said, measure)
    learnt = learn(rows)
    said_apart = list(say(apart, with_certainty(learnt, said)))
    show("apart", said_apart, measure)
    show("levels", check(rows, levels), measure)
    if options.ablation:
        ablate(rows, measure)
    if options.write:
        write(with_certainty(learnt, [*said, *said_apart]))


if __name__ == "__main__":
    main()

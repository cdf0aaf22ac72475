"""Learn from labelled plans whom the clauses of upper plans bind, whatever a lower plan says."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Sequence

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from compare.align.binding import Learnt, binding_features, bindings_of
from compare.align.models import Model
from compare.align.topics import Topic, directions_of
from compare.model import Level
from tests.accuracy.labelled import Row

Fit = Callable[[NDArray[np.float32], Sequence[float], Sequence[str], Sequence[float]], Model]
NO_TOPIC = Topic(0.0, (), ())
# The directions have 128 dimensions, twice, for some 800 clauses.
STRENGTH_OF_TOPIC = 0.01
# Of ten clauses of which readers say so six are called not everybody's: what is called so wrongly is never asked for.
SAID = 0.6


def fit_binding(rows: Sequence[Row], fit: Fit) -> Learnt:
    """Learn the topics, how often clauses do not bind all, and which do not where they are not taken up.

    Args:
        rows: Labelled clauses.
        fit: How a model is learnt.
    """
    told = list({(row.upper, row.key): row for row in rows if not row.is_theme}.values())
    often = [one_of_all(row) for row in told]
    plain = [_features(row, NO_TOPIC) for row in told]
    names = [name for name in plain[0] if name not in ("topic", "single")]
    table = np.array([[each[name] for name in names] for each in plain], np.float32)
    binds = fit(table, often, names, [1.0] * len(told))
    topic = fit_topic_of_binding(told)
    return topic, binds, _not_applicable(told, fit)


def _not_applicable(told: Sequence[Row], fit: Fit) -> Model:
    """Learn from what is not taken up, and from what readers say of the clause itself; topics as other provinces tell."""
    known = [row for row in told if where_open(row) is not None]
    topics = {
        name: fit_topic_of_binding(elsewhere(told, name)) for name in dict.fromkeys(row.province for row in known)
    }
    features = [_features(row, topics[row.province]) for row in known]
    table, names = np.array([list(each.values()) for each in features], np.float32), list(features[0])
    said = [float(where_open(row) or 0.0) for row in known]
    model = fit(table, said, names, [1.0] * len(said))
    least = float(np.sort(model.chance(table.T, names))[-max(1, round(SAID * sum(said)))])
    return replace(model, constant=round(model.constant - math.log(least / (1 - least)), 4))


def elsewhere(told: Sequence[Row], province: str) -> list[Row]:
    """Return the rows of other provinces that share no upper plan with those of one."""
    above = {row.upper for row in told if row.province == province}
    return [row for row in told if row.province != province and row.upper not in above]


def one_of_all(row: Row) -> float:
    """How far a clause does not bind every lower plan, as readers say, or as far as they call it not applicable."""
    return float(row.binds != "all") if row.binds else row.labels.count("not_applicable") / len(row.labels)


def where_open(row: Row) -> float | None:
    """The same of clauses of which it is said, or that are not taken up; ``None`` of others."""
    none = [label for label in row.labels if label in ("absent", "not_applicable")]
    if row.binds:
        return float(row.binds != "all")
    return none.count("not_applicable") / len(none) if none else None


def fit_topic_of_binding(rows: Sequence[Row]) -> Topic:
    """Learn which matters are not everybody's."""
    directions = directions_of(row.pair.upper.reading.words[row.asked.number] for row in rows)
    national = np.array([row.pair.upper.reading.plan.level is Level.NATIONAL for row in rows], np.float32)[:, None]
    table = np.concatenate([directions, directions * national, national], axis=1)
    topic, size = fit_topic(table, [one_of_all(row) for row in rows], STRENGTH_OF_TOPIC), directions.shape[1]
    return Topic(topic.constant, topic.weights[:size], topic.weights[size : 2 * size])


def fit_topic(directions: NDArray[np.float32], said: Sequence[float], strength: float) -> Topic:
    """Learn how often readers say yes to clauses or things of a direction.

    Args:
        directions: Shape (rows, dimensions).
        said: How far readers said yes to each, in [0, 1].
        strength: Inverse of the strength of the regularisation.
    """
    spread, yes = directions.std(axis=0) + 1e-9, np.array(said)
    learner = LogisticRegression(C=strength, max_iter=5000).fit(
        np.concatenate([directions, directions]) / spread,
        np.repeat([1, 0], len(yes)),
        sample_weight=np.concatenate([yes, 1 - yes]),
    )
    weights = tuple(round(float(weight) * 1000) for weight in learner.coef_[0] / spread)
    return Topic(round(float(learner.intercept_[0]), 4), weights)


def _features(row: Row, topic: Topic) -> dict[str, float]:
    (told,) = binding_features(row.pair.upper.reading, [row.asked.number], [row.asked.places], topic)
    return told


def with_binding(rows: Sequence[Row], binding: Learnt) -> list[Row]:
    """The rows with their clauses asked under models of binding."""
    out = []
    for row in rows:
        asked = row.asked
        (binds,) = bindings_of(row.pair.upper.reading, [asked.number], [asked.places], binding)
        told = replace(asked, binding=binds)
        out.append(dataclasses.replace(row, asked=told, batch=replace(row.batch, clauses=(told,))))
    return out

"""Agreement of what a report says with what readers say; sklearn's measures, with the limiting cases settled."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from typing import TypeVar

from compare.model import Depth

Answer = TypeVar("Answer", bool, int, str)
NAN = math.nan


def kappa(gold: Sequence[Answer], said: Sequence[Answer]) -> float:
    """Cohen's kappa in [-1, 1]; 1 if both always give one and the same answer, NaN without any answer."""
    from sklearn.metrics import cohen_kappa_score  # nearly a second, of which --help needs nothing

    return _settled(gold, cohen_kappa_score, [str(answer) for answer in gold], [str(answer) for answer in said])


def weighted_kappa(gold: Sequence[int], said: Sequence[int]) -> float:
    """Quadratic weighted kappa of depths in [-1, 1]; 1 if both always give one and the same depth."""
    from sklearn.metrics import cohen_kappa_score

    return _settled(gold, cohen_kappa_score, gold, said, labels=[int(depth) for depth in Depth], weights="quadratic")


def area(pairs: Sequence[tuple[bool, float]]) -> float:
    """Area under the ROC curve of (is positive, score) in [0, 1]; NaN if all are of one kind."""
    from sklearn.metrics import roc_auc_score

    if len({positive for positive, _ in pairs}) < 2:
        return NAN
    return float(roc_auc_score([positive for positive, _ in pairs], [score for _, score in pairs]))


def f1(gold: Sequence[bool], said: Sequence[bool]) -> float:
    """F1 of the positive answers in [0, 1]; NaN if there are none."""
    right = sum(g and s for g, s in zip(gold, said, strict=True))
    return 2 * right / (sum(gold) + sum(said)) if sum(gold) + sum(said) else NAN


def share(hits: Sequence[bool]) -> float:
    """Share that is true in [0, 1]; NaN of nothing."""
    return sum(hits) / len(hits) if hits else NAN


def _settled(gold: Sequence[object], measure: object, *answers: object, **options: object) -> float:
    if not gold:
        return NAN
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where chance alone explains all, sklearn divides by zero
        value = float(measure(*answers, **options))  # type: ignore[operator]
    return 1.0 if math.isnan(value) else value

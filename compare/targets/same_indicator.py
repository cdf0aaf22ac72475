"""Which targets of two plans set the same indicator: by the dictionary, else by the likeness of their names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from compare.model import Target
from compare.targets.indicators import Canonical, canonical, even
from compare.text import Measure, cues, measure_of, parted

# Least likeness (rapidfuzz's ratio) of names that no dictionary knows, and least cosine of their character runs: both
# set by reading the pairs of the work reports; below them other things meet (县城与建制镇的污水处理率).
_LIKE, _COSINE = 84.0, 0.6
_TELLING, _BESIDE = cues("telling_word"), cues("beside_others")
_WHOLE_OUTPUT = re.compile("总产值$")


def key_of(name: str) -> tuple[str, str, bool]:
    """Return what targets of one indicator share: canonical name, change and whether it is a yearly average."""
    meant = canonical(name)
    name = meant.name if meant.known else _WHOLE_OUTPUT.sub("产值", meant.name)
    return name, meant.change, meant.yearly


def dimension(target: Target) -> str:
    """Return what a figure may be compared with: its base unit, without what it is counted in, a year or not.

    A multiple is a bare number: 1.3倍 and 1.3 are one. An index on the year before tells a change: 103 and 3% are one.
    """
    if target.norm_unit == "%":
        return "%"
    _, base, per = parted(target.unit.removesuffix("/年"))
    if measure_of(target.unit.removesuffix("/年")) is Measure.COUNT and not per:
        return "count"
    return "" if base + per == "倍" else base + per


class Names:
    """The indicators of a plan's targets, to be looked up."""

    def __init__(self, targets: Iterable[Target]) -> None:
        self._by_key: defaultdict[tuple[str, str, bool], list[Target]] = defaultdict(list)
        for target in targets:
            self._by_key[key_of(target.indicator)].append(target)
        unknown = (key for key in self._by_key if canonical(self._by_key[key][0].indicator).known is None)
        self._unknown = {key: key[0] for key in unknown}
        every = [target for targets in self._by_key.values() for target in targets]
        self._in_words = [target for target in every if tells_no_figure(target)]
        self._in_figures = [target for target in every if target.value and not tells_no_figure(target)]

    def same(self, indicator: str, *, of_one_year: bool = False) -> Sequence[Target]:
        """Return the targets of the same indicator, in reading order; empty if there are none.

        Args:
            indicator: Its name.
            of_one_year: 年均增长 of a plan for several years is the same as 增长 of the report of one.
        """
        key = key_of(indicator)
        if key in self._by_key:
            return self._by_key[key]
        name, change, yearly = key
        if of_one_year and change and (name, change, not yearly) in self._by_key:
            return self._by_key[name, change, not yearly]
        meant = canonical(indicator)
        return self._alike(meant) if meant.known is None else ()

    def in_words(self, indicator: str) -> Sequence[Target]:
        """Return the aims without a number that are of an indicator, whatever is to change of it, or of a group that it
        is handed down with: 单位GDP能耗完成省定任务, 节能减排完成省下达目标.
        """
        known = canonical(indicator).known
        if known is None:
            return ()
        return [
            target
            for target in self._in_words
            if canonical(without_standing(target.indicator)).known is known
            or (known.told_with is not None and known.told_with.search(even(target.indicator)))
        ]

    def kindred(self, indicator: str) -> Sequence[Target]:
        """Return the targets of indicators that measure the same matter in another way, and of the amount itself where
        its growth is asked: 零售总额达14500亿元 beside 零售总额年均增长5%.
        """
        meant = canonical(indicator)
        if meant.known is None:
            return ()
        every = [(target, canonical(target.indicator)) for target in self._in_figures]
        in_words = ((target, canonical(without_standing(target.indicator))) for target in self._in_words)
        told = [target for target, other in (*every, *in_words) if other.name in meant.known.kindred]
        return told or [
            target for target, other in every if meant.change and other.known is meant.known and not other.change
        ]

    def _alike(self, meant: Canonical) -> Sequence[Target]:
        near = process.extract(meant.name, self._unknown, scorer=fuzz.ratio, score_cutoff=_LIKE, limit=5)
        told, standing = set(_TELLING.findall(meant.name)), _BESIDE.findall(meant.name)
        for name, _, key in near:
            same = (meant.change, meant.yearly) == key[1:] and standing == _BESIDE.findall(name)
            if same and set(_TELLING.findall(name)) == told and cosine(meant.name, name) >= _COSINE:
                return self._by_key[key]
        return ()


def without_standing(name: str) -> str:
    """Return the name of an indicator without what it is to stand beside: 投资增速 of 投资增速高于全省."""
    return _BESIDE.sub("", name)


def tells_no_figure(target: Target) -> bool:
    """Whether a target has no figure of its own: 保持稳定, or so many points above what others reach."""
    return (target.value == "" and target.norm_value is None) or _BESIDE.search(target.indicator) is not None


def cosine(one: str, other: str) -> float:
    """Cosine of two names over their runs of two characters, in [0, 1]."""
    runs = [{name[at : at + 2] for at in range(len(name) - 1)} for name in (one, other)]
    return len(runs[0] & runs[1]) / ((len(runs[0]) * len(runs[1])) ** 0.5 or 1.0)

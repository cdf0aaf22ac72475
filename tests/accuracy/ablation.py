"""What each part of the theme matching adds: prints the table of docs/accuracy.md.

    python -m tests.accuracy.ablation GOLD        # the folder of the labelled sets, with score.py in it

The parts are switched on one after the other, from the bare name to everything; each row is scored on all sets.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

from compare import RunOptions
from compare.corpus import find_plans
from compare.coverage import candidates, cover, finder, phrases, relevance, search_for
from compare.coverage.phrases import Phrase, PhraseKind
from compare.features import Reading, plan_features
from compare.model import Cell, Plan, Role, Theme
from compare.pipeline.compare import read_plans
from compare.text import set_figures
from compare.themes.load import general_themes, load_themes
from tests.builders import scorer

SEEDS = Path(__file__).parents[2] / "seeds"
SEED_PLANS = {"L": "lianzhou", "G": "guangqing", "Q": "qingyuan", "P": "pingdingshan"}
ZHEJIANG_PLANS = {"Z": "zhejiang", "H": "hangzhou", "S": "lishui"}

Kinds = frozenset[PhraseKind]
NAME = frozenset({PhraseKind.NAME, PhraseKind.EXCLUDED})
ALIASES = NAME | {PhraseKind.ALIAS}
PARTS = ALIASES | {PhraseKind.PART}
ALL = PARTS | {PhraseKind.KINDRED}


@dataclass(frozen=True)
class Parts:
    """What is switched on."""

    label: str
    kinds: Kinds = ALL
    near_spellings: bool = True
    wording: bool = True
    typical: bool = True
    roles: bool = True


ROWS = (
    Parts("名称", NAME, near_spellings=False, wording=False, typical=False, roles=False),
    Parts("＋同义表述", ALIASES, near_spellings=False, wording=False, typical=False, roles=False),
    Parts("＋近似写法", ALIASES, wording=False, typical=False, roles=False),
    Parts("＋名称和释义的成分", PARTS, wording=False, typical=False, roles=False),
    Parts("＋用词相近度（TF-IDF）", PARTS, typical=False, roles=False),
    Parts("＋词典同类主题的同义表述", typical=False, roles=False),
    Parts("＋典型用词", roles=False),
    Parts("＋条款的作用（全部）"),
    Parts("全部，去掉近似写法", near_spellings=False),
    Parts("全部，去掉用词相近度", wording=False),
    Parts("全部，去掉典型用词", typical=False),
)


def main() -> None:
    """Read the plans of the labelled sets once, print a row for every combination."""
    gold = Path(sys.argv[1])
    score = scorer(gold)
    sets = (
        (gold / "seeds", SEEDS, SEEDS / "themes.yaml", SEED_PLANS),
        (gold / "seeds", SEEDS, gold / "seeds" / "themes.tsv", SEED_PLANS),
        (gold / "zhejiang", gold / "zhejiang", gold / "zhejiang" / "themes.tsv", ZHEJIANG_PLANS),
    )
    plans = {folder: read_plans(find_plans(folder), options=RunOptions(jobs=1))[0] for _, folder, _, _ in sets}
    print("| 部分 | 种子 κ / QWK / exact / P@3 | 种子，仅名称和释义 | 浙江，仅名称和释义 |\n|---|---|---|---|")
    for parts in ROWS:
        with switched(parts):
            told = [_figures(score, g, plans[f], load_themes(t), codes) for g, f, t, codes in sets]
        print(f"| {parts.label} | {' | '.join(told)} |", flush=True)


@contextmanager
def switched(parts: Parts) -> Iterator[None]:
    """Switch off what is not among the parts."""
    every = phrases.phrases_of

    def some(theme: Theme, dictionary: Sequence[Theme] = ()) -> tuple[Phrase, ...]:
        return tuple(phrase for phrase in every(theme, dictionary) if phrase.kind in parts.kinds)

    with ExitStack() as stack:
        stack.enter_context(patch.object(finder, "phrases_of", some))
        if not parts.near_spellings:
            stack.enter_context(patch.object(candidates, "near_spelling", lambda *_: None))
        if not parts.wording:
            stack.enter_context(patch.multiple(relevance, _WORDING=0.0, _HEADING_WORDING=0.0))
        if not parts.typical:
            stack.enter_context(patch.object(phrases, "typical_words", dict))
        if not parts.roles:
            stack.enter_context(patch.object(plan_features, "roles_of", _by_figures))
        yield


def _by_figures(plan: Plan) -> list[Role]:
    """Roles as if nothing looked back: a clause with a figure is a target, any other a measure."""
    texts = (plan.text[clause.start : clause.end] for clause in plan.clauses)
    return [Role.TARGET if set_figures(text) else Role.MEASURE for text in texts]


def _figures(
    score: ModuleType, gold: Path, plans: Sequence[Plan], themes: Sequence[Theme], codes: dict[str, str]
) -> str:
    search = search_for(themes, general_themes())
    cells = [cell for plan in plans for cell in cover(Reading(plan), search, 1.0)]
    sentences = {path.stem: score.Sentences(path) for path in gold.glob("*.tsv") if path.stem != "themes"}
    out: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    score.score_themes({"coverage": [_row(c) for c in cells]}, score.load(gold / "themes.json"), sentences, codes, out)
    names = ("presence kappa", "depth QWK", "depth exact", "evidence P@3")
    return " / ".join(f"{out['all'][name]:.3f}" for name in names)


def _row(cell: Cell) -> dict[str, Any]:
    evidence = [{"quote": passage.quote} for passage in cell.evidence]
    return {"theme": cell.theme, "plan": cell.plan, "depth": cell.depth, "evidence": evidence}


if __name__ == "__main__":
    main()

"""Make sets of any size of plans out of the sections and clauses of real ones: the same bytes for the same seed.

    python -m tests.benchmarks.generate OUT --plans 5000 [--chars 12000] [--seed 1] [--corpus ../shared/corpora/work_reports]

One national outline, one of each province that answers to it, one of each city and county that answers to its province;
then a report of each of them for one year after another, which answers to the outline of the province. Sections are
taken whole but for a fifth of their clauses, the name of the place they are from is replaced by that of the new plan.
Nothing that was written is held but for the list of plans.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from random import Random

from compare.corpus import Entry
from compare.model import Level, Plan
from compare.pipeline.parse import parse
from compare.text.gazetteer import NATION, Area, holders_of, parts_of, short_name

CORPUS = Path(__file__).parents[3] / "shared" / "corpora" / "work_reports"
_KEPT = 0.8
# Shorter sections are a heading and a line; longer ones would be a third of a plan.
_SHORTEST, _LONGEST = 150, 4000
_OF_A_CHAPTER = 4
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Block:
    """A section of a real plan: its heading without number, its clauses, and the names of the place it is from."""

    heading: str
    clauses: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A plan that is to be made; ``year`` is that of a report, ``None`` for an outline."""

    id: str
    area: Area
    year: int | None
    upper: str | None


def blocks_of(files: Iterable[Path]) -> list[Block]:
    """The sections of some plans."""
    found: list[Block] = []
    for file in files:
        plan = parse(Entry(file.stem, file, file.name), libreoffice=False).plan
        if plan is not None:
            found += _blocks(plan)
    return found


def _blocks(plan: Plan) -> Iterator[Block]:
    clauses: dict[int, list[str]] = {}
    for clause in plan.clauses:
        if clause.kind == "body" and clause.section is not None:
            clauses.setdefault(clause.section, []).append(plan.text[clause.start : clause.end])
    names = tuple(dict.fromkeys(name for name in (plan.region, short_name(plan.region)) if name))
    for number, texts in clauses.items():
        section = plan.sections[number]
        if not section.run_in and _SHORTEST <= sum(map(len, texts)) <= _LONGEST:
            yield Block(_bare(section.heading), tuple(texts), names)


def _bare(heading: str) -> str:
    """A heading without its number."""
    return heading.lstrip("第0123456789一二三四五六七八九十（(").lstrip("）)、.．章节 　\t")


def listed(plans: int) -> Iterator[Made]:
    """The plans of a set, those above first."""
    provinces = [area for area in parts_of(NATION) if parts_of(area)]
    lower = [area for province in provinces for city in parts_of(province) for area in (city, *parts_of(city))]
    yield from islice(_endless(provinces, lower), plans)


def _endless(provinces: list[Area], lower: list[Area]) -> Iterator[Made]:
    nation, numbers = "全国", count(1)
    yield Made(nation, NATION, None, None)
    for province in provinces:
        yield Made(province.name, province, None, nation)
    for area in lower:
        yield Made(f"{next(numbers):06}", area, None, holders_of(area)[-1].name)
    for year in count(2021):
        for area in lower:
            yield Made(f"{next(numbers):06}", area, year, holders_of(area)[-1].name)


def text_of(made: Made, blocks: list[Block], chars: int, seed: int) -> str:
    """The text of a plan, of at least so many characters."""
    random = Random(f"{seed}:{made.id}")
    name = made.area.name
    lines = [
        f"{name}{made.year}年政府工作报告"
        if made.year
        else f"{name}国民经济和社会发展第十四个五年规划和2035年远景目标纲要"
    ]
    size, chapter, section = 0, 0, _OF_A_CHAPTER
    while size < chars:
        block = random.choice(blocks)
        if section == _OF_A_CHAPTER:
            section, chapter = 0, chapter + 1
            lines.append(f"第{_number(chapter)}章 {block.heading}")
        section += 1
        kept = [clause for clause in block.clauses if random.random() < _KEPT]
        text = "".join(kept) or block.clauses[0]
        for own in block.names:
            text = text.replace(own, name)
        lines += [f"第{_number(section)}节 {block.heading}", text]
        size += len(text) + len(block.heading)
    return "\n".join([*lines, ""])


def _number(value: int) -> str:
    """Up to 99: 十, 十二, 三十, 三十一."""
    tens, ones = divmod(value, 10)
    return f"{'' if tens < 2 else _DIGITS[tens]}{'十' if tens else ''}{_DIGITS[ones] if ones else ''}"


def generate(out: Path, plans: int, chars: int, seed: int, corpus: Path = CORPUS) -> None:
    """Write the plans and their plans.yaml."""
    blocks = blocks_of(sorted(corpus.glob("*.txt")))
    out.mkdir(parents=True, exist_ok=True)
    with (out / "plans.yaml").open("w", encoding="utf-8", newline="\n") as manifest:
        manifest.write("plans:\n")
        for made in listed(plans):
            (out / f"{made.id}.txt").write_text(text_of(made, blocks, chars, seed), encoding="utf-8", newline="\n")
            manifest.write(_row(made))


def _row(made: Made) -> str:
    level = made.area.level if made.area.level is not Level.TOWNSHIP else Level.COUNTY
    kind, year = ("report", made.year) if made.year else ("outline", 2021)
    upper = f"[{made.upper}]" if made.upper else "[]"
    return f'- {{id: "{made.id}", file: {made.id}.txt, kind: {kind}, level: {level}, region: {made.area.name}, year: {year}, upper: {upper}}}\n'


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--plans", type=int, required=True)
    parser.add_argument("--chars", type=int, default=12_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    options = parser.parse_args()
    generate(options.out, options.plans, options.chars, options.seed, options.corpus)


if __name__ == "__main__":
    main()

"""One random indicator table, laid out in the ways that plans have: cells with their spans, and the targets they set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from random import Random
from typing import NamedTuple

# Indicator, unit, whether it is an amount of some years that may be told as a sum (累计).
_POOL = (
    ("地区生产总值", "亿元", False), ("全员劳动生产率", "万元/人", False), ("常住人口城镇化率", "%", False),
    ("全社会研发经费投入强度", "%", False), ("每万人口高价值发明专利拥有量", "件", False), ("数字经济核心产业增加值占比", "%", False),
    ("居民人均可支配收入增长", "%", False), ("城镇调查失业率", "%", False), ("劳动年龄人口平均受教育年限", "年", False),
    ("基本养老保险参保率", "%", False), ("人均预期寿命", "岁", False), ("每千人口拥有3岁以下婴幼儿托位数", "个", False),
    ("单位地区生产总值能源消耗降低", "%", False), ("空气质量优良天数比例", "%", False), ("地表水优良水体比例", "%", False),
    ("森林覆盖率", "%", False), ("粮食综合生产能力", "万吨", False), ("城镇新增就业人数", "万人", True),
    ("新增保障性租赁住房", "套", True), ("城乡居民收入倍差", "", False), ("城镇开发边界扩展倍数", "", False),
    ("PM2.5平均浓度", "微克/立方米", False), ("外贸进出口总额", "亿美元", False), ("规模以上工业企业研发机构覆盖率", "%", False),
    ("新建改造农村公路里程", "公里", True), ("亿元地区生产总值生产安全事故死亡率", "人/亿元", False), ("永久基本农田保护面积", "万亩", False),
    ("年接待游客人数", "万人次", False), ("高技能人才总量", "万人", False), ("单位地区生产总值建设用地使用面积下降", "%", False),
)  # fmt: skip
_TWIN = (("每千人口执业医师/注册护士数", ("每千人口执业医师", "每千人口注册护士数"), "人"),)
_PARENTS = (
    ("食品药品安全", (("食品抽检合格率", "%"), ("药品抽检合格率", "%"))),
    ("每千人口拥有医护人员数", (("执业医师数", "人"), ("注册护士数", "人"))),
    ("能源综合生产能力", (("非化石能源生产能力", "万吨标准煤"), ("可再生能源装机容量", "万千瓦"))),
)
_GROUPS = ("创新驱动", "经济强", "民生福祉", "绿色低碳", "安全保障")
_ORDER = "一二三四五"
_FORMS = (
    "{}",
    "{}",
    "{}",
    "{}左右",
    "≥{}",
    "＞{}",
    "≤{}",
    "＜{}",
    "{}以上",
    "{}以内",
    "{}*",
    "range",
    "words",
    "untold",
)
_MARKS = {"≥": ">=", "＞": ">=", "≤": "<=", "＜": "<="}


class Told(NamedTuple):
    """A target as a reader should find it, or (value ``None``) a row of which it must be said that it was not read."""

    indicator: str
    operator: str
    value: str | None
    unit: str
    year: int
    kind: str
    base: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row: what the cells say, and what each sets."""

    group: str
    parent: str
    name: str
    unit: str
    base: str
    cells: tuple[str, ...]
    kind: str
    told: tuple[tuple[Told, ...], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is laid out."""

    title: str
    groups: str
    numbered: bool
    spaced: bool
    unit: str
    base: str
    target: str
    kind: str
    nested: bool


class Cell(NamedTuple):
    """A cell with the columns and rows that it spans; those that it covers are ``None``."""

    text: str
    columns: int = 1
    rows: int = 1


Grid = list[list[Cell | None]]


class Laid(NamedTuple):
    """A table laid out: its cells, how many rows are its head, and what it sets."""

    grid: Grid
    heads: int
    layout: Layout
    told: tuple[Told, ...]


def laid_out(seed: int) -> Laid:
    """Draw a table and a layout; the same for the same seed."""
    random = Random(seed)
    layout = Layout(
        title=random.choice(["none", "above", "row"]),
        groups=random.choice(["none", "row", "column"]),
        numbered=random.random() < 0.6,
        spaced=random.random() < 0.4,
        unit=random.choice(["name", "column"]),
        base=random.choice(["", "2025年", "2025年完成值", "2025年（预计）"]),
        target=random.choice(["2030年", "2030年目标", "2030年目标值", "spanned", "rows"]),
        kind=random.choice(["column", "column", "merged", "none"]),
        nested=random.random() < 0.2,
    )
    table = _drawn(random, layout)
    heads = _heads(layout, any(row.parent for row in table))
    grid = [*heads, *_body(table, layout, len(heads[0]))]
    if layout.title == "row":
        grid.insert(0, [Cell("专栏1 “十五五”时期经济社会发展主要指标", len(heads[0])), *[None] * (len(heads[0]) - 1)])
    told = tuple(each for row in table for cell in row.told for each in cell)
    return Laid(grid, len(heads) + (layout.title == "row"), layout, told)


def _drawn(random: Random, layout: Layout) -> list[Indicator]:
    """Draw the rows, group by group."""
    pool = random.sample(_POOL, 10)
    rows: list[Indicator] = []
    for group in random.sample(_GROUPS, random.randint(2, 3)):
        for name, unit, summed in (pool.pop() for _ in range(random.randint(1, 3))):
            rows.append(_indicator(random, layout, group, "", name, unit, summed=summed))
        if random.random() < 0.25 and not any(row.parent for row in rows):
            parent, parts = random.choice(_PARENTS)
            rows += [_indicator(random, layout, group, parent, name, unit) for name, unit in parts]
        if random.random() < 0.2 and not any("/" in row.name for row in rows):
            rows.append(_twin(random, layout, group))
    if layout.kind == "none":
        return [_of_kind(row, "") for row in rows]
    if layout.kind == "merged":
        kinds = {group: random.choice(["约束性", "预期性"]) for group in _GROUPS}
        return [_of_kind(row, kinds[row.group]) for row in rows]
    return rows


def _of_kind(row: Indicator, kind: str) -> Indicator:
    return replace(row, kind=kind, told=tuple(tuple(each._replace(kind=kind) for each in cell) for cell in row.told))


def _indicator(
    random: Random, layout: Layout, group: str, parent: str, name: str, unit: str, *, summed: bool = False
) -> Indicator:
    kind = random.choice(["约束性", "预期性"])
    base = "—" if random.random() < 0.2 else _figure(random)
    told_base = "" if not layout.base or base == "—" else base
    full = f"{parent}：{name}" if parent else name
    cells, told = [], []
    for year in (2030, 2035) if layout.target == "rows" else (2030,):
        cell, operator, value = _setting(random, summed=summed)
        cells.append(cell)
        told.append((Told(full, operator, value, unit if value != "" else unit, year, kind, told_base),))
    if layout.target == "rows":
        told = [tuple(each._replace(base="") for each in cell) for cell in told]  # a row a year: no column of the base
    return Indicator(group, parent, name, unit, base, tuple(cells), kind, tuple(told))


def _twin(random: Random, layout: Layout, group: str) -> Indicator:
    """Draw a row of two indicators with two figures a cell."""
    name, parts, unit = random.choice(_TWIN)
    kind = random.choice(["约束性", "预期性"])
    cells, told = [], []
    for year in (2030, 2035) if layout.target == "rows" else (2030,):
        values = [_figure(random), _figure(random)]
        cells.append("/".join(values))
        told.append(
            tuple(Told(part, "=", value, unit, year, kind, "") for part, value in zip(parts, values, strict=True))
        )
    return Indicator(group, "", name, unit, "—", tuple(cells), kind, tuple(told))


def _figure(random: Random) -> str:
    return random.choice(
        [str(random.randint(1, 99)), f"{random.uniform(1, 99):.1f}", f"{random.uniform(1, 9):.2f}", str(random.randint(100, 9999))]
    ).removesuffix(".0")  # fmt: skip


def _setting(random: Random, *, summed: bool) -> tuple[str, str, str | None]:
    """Draw a cell, and the operator and value that it sets."""
    if summed and random.random() < 0.7:
        figure = _figure(random)
        return random.choice(["[{}]", "【{}】", "〔{}〕", "累计{}"]).format(figure), "+", figure
    form = random.choice(_FORMS)
    if form == "words":
        return random.choice(["完成省下达任务", "达到国家要求", "与经济增长同步"]), "=", ""
    if form == "untold":
        return ("另行确认", "", None) if random.random() < 0.3 else ("80", "=", "80")
    if form == "range":
        low = random.randint(2, 60)
        high = low + random.randint(1, 9)
        return f"{low}{random.choice('-—～')}{high}", "=", f"{low}-{high}"
    figure = _figure(random)
    operator = _MARKS.get(form[0], ">=" if "以上" in form else "<=" if "以内" in form else "=")
    return form.format(figure), operator, figure


def _heads(layout: Layout, parted: bool) -> Grid:
    """Lay out the head: one row, or two where one head spans the years."""
    spanned = layout.target == "spanned"
    down = 2 if spanned else 1
    first: list[Cell | None] = [Cell("序号", 1, down)] if layout.numbered else []
    if layout.groups == "column":
        first.insert(0, Cell("类别", 1, down))
    first += [Cell("指标", 2, down), None] if parted else [Cell("指标", 1, down)]
    first += [Cell("单位", 1, down)] if layout.unit == "column" else []
    if layout.target == "rows":
        first += [Cell("年份"), Cell("目标值")]
    else:
        first += [Cell(layout.base, 1, down)] if layout.base else []
        first += [Cell("“十五五”目标", 2), None] if spanned else [Cell(layout.target)]
    first += [] if layout.kind == "none" else [Cell("属性", 1, down)]
    rows = [first]
    if spanned:
        at = next(at for at, cell in enumerate(first) if cell and cell.text == "“十五五”目标")
        second: list[Cell | None] = [None] * len(first)
        second[at : at + 2] = [Cell("2030年"), Cell("年均/累计")]
        rows.append(second)
    return (
        [[cell and cell._replace(text=_spaced(cell.text)) for cell in row] for row in rows] if layout.spaced else rows
    )


def _spaced(head: str) -> str:
    return {"指标": "指 标", "单位": "单 位", "属性": "属 性"}.get(head, head.replace("2030年目标", "2030 年目标"))


def _body(table: Sequence[Indicator], layout: Layout, width: int) -> Grid:
    parted = any(row.parent for row in table)
    rows: Grid = []
    number = 0
    for order, (group, members) in enumerate(groupby(table, key=lambda row: row.group)):
        held = list(members)
        if layout.groups == "row":
            name = f"{_ORDER[order]}、{group}（{len(held)}项）"
            rows.append([Cell(name, width), *[None] * (width - 1)])
        height = sum(len(row.cells) for row in held)
        above = ""
        for at, row in enumerate(held):
            number += row.parent != above or not row.parent
            lead = _lead(row, layout, number, group if at == 0 else "", height, held, first=row.parent != above)
            rows += _lines(row, layout, lead, parted=parted, first=at == 0, height=height)
            above = row.parent
    return rows


def _lead(
    row: Indicator, layout: Layout, number: int, group: str, height: int, held: Sequence[Indicator], *, first: bool
) -> list[Cell | None]:
    """The cells before the unit: group, number, name."""
    down = len(row.cells)
    siblings = sum(len(each.cells) for each in held if each.parent == row.parent) if row.parent else down
    cells: list[Cell | None] = []
    if layout.groups == "column":
        cells.append(Cell(group, 1, height) if group else None)
    if layout.numbered:
        cells.append(Cell(str(number), 1, siblings) if first or not row.parent else None)
    if row.parent:
        cells.append(Cell(row.parent, 1, siblings) if first else None)
    return cells


def _lines(row: Indicator, layout: Layout, lead: list[Cell | None], *, parted: bool, first: bool, height: int) -> Grid:
    """Lay out a row: one line, or one for each of its years."""
    down = len(row.cells)
    name = f"{row.name}（{row.unit}）" if layout.unit == "name" and row.unit else row.name
    cells = [*lead, *([Cell(name, 1, down)] if row.parent or not parted else [Cell(name, 2, down), None])]
    if layout.unit == "column":
        cells.append(Cell(row.unit or "—", 1, down))
    until: list[Cell | None] = [] if layout.kind == "none" else [Cell(row.kind, 1, down)]
    if layout.kind == "merged":
        until = [Cell(row.kind, 1, height) if first else None]
    if layout.target == "rows":
        lines: Grid = [[*cells, Cell("2030年"), Cell(row.cells[0]), *until]]
        return [*lines, [*[None] * len(cells), Cell("2035年"), Cell(row.cells[1]), *[None] * len(until)]]
    cells += [Cell(row.base)] if layout.base else []
    summed = row.cells[0][0] in "[【〔累"
    if layout.target == "spanned":
        return [[*cells, *([Cell("—"), Cell(row.cells[0])] if summed else [Cell(row.cells[0]), Cell("—")]), *until]]
    return [[*cells, Cell(row.cells[0]), *until]]

"""A comparison small enough to check by eye: two upper and two lower plans, four themes, every kind of cell and gap.

The texts are invented. Names hold markup, formulas and direction marks, as a hostile document would.
"""

from __future__ import annotations

from msgspec.structs import replace

from compare.coverage.chain import find_chain
from compare.features import roles_of
from compare.model import (
    Alignment,
    Cell,
    Clause,
    Commitment,
    Comparison,
    Contradiction,
    Decision,
    Depth,
    Distinctive,
    Frequency,
    Gap,
    GapGroup,
    Item,
    Kind,
    Label,
    Level,
    Passage,
    Place,
    Plan,
    Reason,
    Repair,
    Role,
    Section,
    Source,
    Target,
    TargetPair,
    Theme,
    Unlinked,
    UpperLink,
    Verdict,
)

CITY = """第一章 产业
培育<script>alert(1)</script>先进装备产业集群。
到2025年，建成充电桩2000个。
第二章 生态
保护饮用水源，划定保护区。
加强$x^2$知识产权保护。"""

REGION = """一、共建
推动两市医疗协作，组建医联体3个。"""

COUNTY = """第一章 发展基础
根据《产业集群规划》，编制本规划。
第二章 主要任务
发展|表格|产业，布局*充电*设施。
做好供水工作。
两地医院开展协作。
充电桩达到800个，供水普及率达到90%。
供水普及率控制在85%以内=。"""

DISTRICT = """乱码乱码乱码。"""

THEMES = (
    Theme("T1", "产业集群", "以集群形式组织产业", aliases=("集群",)),
    Theme("T2", "=HYPERLINK(充电设施)", "新能源汽车充电桩"),
    Theme("T3", "饮用水源<b>保护</b>", "水源地和保护区"),
    Theme("T4", "医疗\u202e协作", "医联体、远程医疗"),
)


def _plan(id_: str, text: str, **values: object) -> Plan:
    """A plan whose lines are clauses; lines that begin with 第 or 一、 are headings."""
    sections: list[Section] = []
    clauses: list[Clause] = []
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        end = start + len(line)
        heading = line.startswith(("第", "一、"))
        if heading:
            sections.append(Section(None, 1, start, end, line, run_in=False))
        section = len(sections) - 1 if sections else None
        clauses.append(Clause(start, end, section, Place("line", number), "heading" if heading else "body"))
        start = end + 1
    plan = Plan(
        id=id_,
        title=id_,
        kind=Kind.OUTLINE,
        level=Level.CITY,
        region="",
        year=2021,
        period="2021-2025",
        upper=(),
        inferred=(),
        text=text,
        sections=tuple(sections),
        clauses=tuple(clauses),
    )
    plan = replace(plan, roles=tuple(roles_of(plan)))
    return replace(plan, **values)  # type: ignore[arg-type]


PLANS = (
    _plan(
        "county",
        COUNTY,
        title="某县<规划>纲要",
        level=Level.COUNTY,
        region="某县",
        upper=(UpperLink("city"), UpperLink("region", "reference", later=True)),
        inferred=("level", "year"),
    ),
    _plan("city", CITY, title="某市纲要", region="某市"),
    _plan("region", REGION, title="两市一体化规划解读", kind=Kind.INTERPRETATION, level=Level.REGION, year=2022),
    _plan("+district", DISTRICT, title="某区规划", level=Level.DISTRICT, region="某区", upper=(UpperLink("city"),)),
)
BY_ID = {plan.id: plan for plan in PLANS}


def passage(
    plan_id: str, quote: str, role: Role, score: float, reason: Reason, commitment: Commitment = Commitment.GENERAL
) -> Passage:
    """The passage of a plan that reads ``quote``, with its true span, section and place."""
    plan = BY_ID[plan_id]
    start = plan.text.index(quote)
    number = plan.clause_before(start)
    clause = plan.clauses[number]
    return Passage(
        quote,
        start,
        start + len(quote),
        plan.path(clause.section),
        clause.place,
        role,
        score,
        reason,
        commitment=commitment,
        clause=number,
    )


CLUSTER = passage(
    "city", "培育<script>alert(1)</script>先进装备产业集群。", Role.MEASURE, 1.0, Reason("name", ("产业集群",))
)
CHARGING = passage(
    "city", "到2025年，建成充电桩2000个。", Role.TARGET, 0.9, Reason("terms", ("充电", "桩")), Commitment.LOCAL
)
WATER = passage("city", "保护饮用水源，划定保护区。", Role.MEASURE, 0.8, Reason("heading", ("第二章 生态",)))
DOCTORS = passage("region", "推动两市医疗协作，组建医联体3个。", Role.TARGET, 1.0, Reason("name", ("医疗协作",)))
CITED = passage(
    "county",
    "根据《产业集群规划》，编制本规划。",
    Role.BASIS,
    0.5,
    Reason("document_title", ("产业集群规划",)),
    Commitment.FORMULA,
)
PIPES = passage(
    "county", "发展|表格|产业，布局*充电*设施。", Role.GOAL, 0.61234567, Reason("variant", ("充电设施", "充电*设施"))
)
SUPPLY = passage("county", "做好供水工作。", Role.MEASURE, 0.21, Reason("near", ("供水",)))
HOSPITALS = passage("county", "两地医院开展协作。", Role.MEASURE, 0.3, Reason("near"))


def _span(plan_id: str, quote: str) -> tuple[int, int, tuple[str, ...], Place]:
    """Span, section and place of a quotation."""
    found = passage(plan_id, quote, Role.TARGET, 1.0, Reason("target"))
    return found.start, found.end, found.section, found.place


def _clause(plan_id: str, quote: str) -> int | None:
    return passage(plan_id, quote, Role.TARGET, 1.0, Reason("target")).clause


def _cell(theme: str, plan: str, depth: Depth | None, reason: Reason, *evidence: Passage, **values: object) -> Cell:
    status = "cannot_say" if depth is None else "judged"
    explicit = None if not depth else any(item.reason.code in ("name", "alias", "document_title") for item in evidence)
    own = tuple(replace(passage, depth=depth or Depth.ABSENT) for passage in evidence)
    cell = Cell(theme, plan, status, depth, explicit, own, ("产业集群", "集群"), (), reason, len(evidence))
    return replace(cell, **values)  # type: ignore[arg-type]


def _absent(theme: str, plan: str, *nearest: Passage) -> Cell:
    best = f"{nearest[0].score:.2f}" if nearest else "0"
    return _cell(theme, plan, Depth.ABSENT, Reason("absent", ("2", best)), nearest=nearest)


def _unjudged(theme: str) -> Cell:
    return _cell(theme, "+district", None, Reason("cannot_say", ("41",)))


COVERAGE = (
    _cell("T1", "county", Depth.CITED, Reason("cited", ("basis", "1")), CITED),
    _cell("T1", "city", Depth.ACTIONED, Reason("actioned", ("1",)), CLUSTER),
    _absent("T1", "region"),
    _unjudged("T1"),
    _cell("T2", "county", Depth.STATED, Reason("stated", ("1",)), PIPES),
    _cell("T2", "city", Depth.QUANTIFIED, Reason("quantified", ("2000个",)), CHARGING),
    _absent("T2", "region"),
    _unjudged("T2"),
    _absent("T3", "county", SUPPLY),
    _cell("T3", "city", Depth.ACTIONED, Reason("actioned", ("1",)), WATER),
    _absent("T3", "region"),
    _unjudged("T3"),
    _absent("T4", "county", HOSPITALS),
    _absent("T4", "city"),
    _cell("T4", "region", Depth.QUANTIFIED, Reason("quantified", ("3个",)), DOCTORS),
    _unjudged("T4"),
)


PATENTS = passage("city", "加强$x^2$知识产权保护。", Role.MEASURE, 1.0, Reason("clause"))
NUMBERS = passage("county", "充电桩达到800个，供水普及率达到90%。", Role.TARGET, 0.44, Reason("near", ("充电桩",)))


def _gap(number: int, group: GapGroup, ref: str, quote: Passage, *nearest: Passage, **values: object) -> Gap:
    later = group is GapGroup.LATER
    names = {theme.id: theme.name for theme in THEMES}
    gap = Gap(
        id=f"g{number:07d}",
        plan="county",
        upper="region" if later else "city",
        relation="reference" if later else "superior",
        kind="theme",
        ref=ref,
        theme=ref if ref in names else None,
        topic=names.get(ref, "第二章 生态"),
        severity=0.9 - number / 10,
        group=group,
        reason=Reason("cited", ("basis", "1")),
        upper_quote=quote,
        nearest=nearest,
        section=nearest[0].section if nearest else (),
        fit="near" if nearest else None,
    )
    made = replace(gap, **values)  # type: ignore[arg-type]
    if made.kind == "theme":
        made = replace(made, themes=(made.ref,), subjects=(names[made.ref],))
    return made


def _depths(upper: int, lower: int) -> dict[str, object]:
    return {"upper_depth": Depth(upper), "lower_depth": Depth(lower)}


TARGETS = tuple(
    Target(
        id_,
        plan,
        indicator,
        operator,
        value,
        unit,
        None,
        "",
        2025,
        kind,
        quote,
        *_span(plan, quote),
        clause=_clause(plan, quote),
    )  # type: ignore[arg-type]
    for id_, plan, indicator, operator, value, unit, kind, quote in (
        ("t1", "city", "=充电桩数量", "=", "2000", "个", "约束性", "建成充电桩2000个"),
        ("t2", "county", "充电桩数量", "=", "800", "个", None, "充电桩达到800个"),
        ("t3", "county", "供水普及率", "=", "90", "%", None, "供水普及率达到90%"),
        ("t4", "county", "供水普及率", "<=", "85", "%", None, "供水普及率控制在85%以内"),
        ("t5", "region", "医联体数量", "=", "3", "个", "预期性", "组建医联体3个"),
    )
)
TARGET_PAIRS = (
    TargetPair("p1", "city", "county", "充电桩数量", "t1", "t2", Verdict.BELOW, Reason("below", ("800个", "2000个"))),
    TargetPair("p2", "region", "county", "医联体数量", "t5", None, Verdict.MISSING, Reason("missing", ("医联体数量",))),
)
CONTRADICTIONS = (Contradiction(("county",), "供水普及率", ("t3", "t4"), Reason("disagree", ("90%", "85%"))),)

ALIGNMENTS = (
    Alignment("a1", "city", "county", "judged", CLUSTER, Label.COVERED, 0.91, Reason("taken_up"), (), (PIPES, SUPPLY)),
    Alignment(
        "a2",
        "city",
        "county",
        "judged",
        WATER,
        Label.PARTIAL,
        0.55,
        Reason("items_missing", ("保护区",)),
        (
            Item("饮用水源", *_span("city", "饮用水源")[:2], Label.PARTIAL, (SUPPLY,)),
            Item("保护区", *_span("city", "保护区")[:2], Label.ABSENT, (replace(PIPES, score=0.02),)),
        ),
        (SUPPLY, PIPES),
    ),
    Alignment("a3", "city", "county", "judged", PATENTS, Label.ABSENT, 0.04, Reason("not_found"), (), (HOSPITALS,)),
    Alignment("a4", "region", "county", "judged", DOCTORS, Label.NOT_APPLICABLE, 0.2, Reason("elsewhere"), (), ()),
    Alignment("a5", "city", "+district", "cannot_say", WATER, None, 0.0, Reason("cannot_say", ("41",)), (), ()),
)

GAPS = (
    _gap(0, GapGroup.ABSENT, "T3", WATER, SUPPLY, **_depths(3, 0)),
    _gap(1, GapGroup.CITED, "T1", CLUSTER, CITED, **_depths(3, 1)),
    _gap(2, GapGroup.WEAKER, "T2", CHARGING, PIPES, **_depths(4, 2)),
    _gap(
        5,
        GapGroup.BELOW,
        "p1",
        replace(CHARGING, reason=Reason("target", ("=充电桩数量", "2000", "个"))),
        NUMBERS,
        kind="target",
        theme="T2",
        topic=THEMES[1].name,
        reason=Reason("below", ("800个", "2000个")),
    ),
    _gap(7, GapGroup.POSSIBLE, "a4", DOCTORS, HOSPITALS, kind="clause", upper="region", topic="待核对"),
    _gap(4, GapGroup.UNMENTIONED, "a3", PATENTS, HOSPITALS, kind="clause", origins=("region",), repeats=("a9",)),
    _gap(3, GapGroup.LATER, "T4", DOCTORS, HOSPITALS, **_depths(4, 0)),
    _gap(
        6,
        GapGroup.OTHER_YEARS,
        "a2",
        WATER,
        SUPPLY,
        kind="clause",
        theme="T3",
        topic=THEMES[2].name,
        waived="<b>由水务局另行规划</b>",
    ),
)
DECISIONS = (
    Decision("gap", "g0000006", "waived", "<b>由水务局另行规划</b>"),
    Decision("gap", "g9999999", "waived", "已撤并", stale=True, quote="保护|湿地|"),
)

OWN = Distinctive(
    "county", None, "充电<i>设施</i>", PIPES.quote, PIPES.start, PIPES.end, PIPES.section, PIPES.place, PIPES.clause
)

UNLINKED = Unlinked("county", ("city",), PIPES, "city", replace(PIPES, score=0.05))

SOURCES = (
    Source(
        "county",
        "county.txt",
        "txt",
        "utf-8",
        1.0,
        warnings=(Reason("annex_missing", ("附件:",)), Reason("new", ("x",))),
    ),
    Source("city", "city.txt", "txt", "gb18030", 0.98765432, (), ()),
    Source(
        "region",
        "region.txt",
        "txt",
        "utf-8",
        0.97,
        (
            Repair("pinyin", "(shí)", "", 3, (Place("line", 1), Place("line", 2))),
            Repair("traditional", "兩", "两", 1, (Place("line", 2),)),
        ),
        (Reason("no_upper"),),
    ),
    Source("+district", "district.txt", "txt", "utf-8", 0.41, (), (Reason("readable_low", ("41",)),)),
    Source(None, "@notes.xyz", warnings=(Reason("skipped", (".xyz",)),)),
)


def comparison() -> Comparison:
    """The whole of it, plans in an order that is not that of their levels."""
    frequency = tuple(
        Frequency(cell.theme, cell.plan, cell.mentions, cell.mentions * 10_000 / len(BY_ID[cell.plan].text))
        for cell in COVERAGE
    )
    return Comparison(
        plans=PLANS,
        themes=THEMES,
        coverage=COVERAGE,
        gaps=GAPS,
        frequency=frequency,
        sources=SOURCES,
        alignments=ALIGNMENTS,
        targets=TARGETS,
        target_pairs=TARGET_PAIRS,
        contradictions=CONTRADICTIONS,
        decisions=DECISIONS,
        chain=find_chain(PLANS, THEMES, COVERAGE),
        distinctive=(OWN,),
        unlinked=(UNLINKED,),
    )

"""Amounts of one plan that do not add up, and those that do."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from compare.structure.tables import find_tables
from compare.targets import find_contradictions, find_targets
from reports import wording
from tests.builders import body_under_tasks, plan_of


def faults(text: str) -> list[str]:
    plan = plan_of(text, year=2021, period="2021-2025", region="连州市")
    plan = replace(plan, tables=find_tables(plan.text))
    return [wording.sentence(each.reason, "zh") for each in find_contradictions([plan], find_targets(plan))]


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        # parts that do not overlap
        ("新建学校10所，其中小学6所、初中5所。", 1),
        ("新建学校10所，其中小学6所、初中4所。", 0),
        ("新增床位3000张，其中：医院床位2000张，养老床位1500张。", 1),
        ("新建公路500公里（其中高速公路200公里、国省道150公里、农村公路250公里）。", 1),
        ("新建学校10所，其中小学6所、初中4所，新建医院3所。", 0),
        ("新建学校10所以上，其中小学8所、初中6所。", 0),
        # one firm is of both kinds, one use of land a part of the other
        ("培育科技型企业100家，其中高新技术企业80家、专精特新企业50家。", 0),
        ("建设用地总规模20万亩，其中城乡建设用地15万亩，城镇建设用地8万亩。", 0),
        # stated sums
        ("新建水库3座、泵站5座，合计9座。", 1),
        ("新建水库3座、泵站5座，合计8座。", 0),
        ("建设小学4所、初中3所、高中2所，共计10所。", 1),
        ("新建公路3.3公里、桥梁2.4公里，共计5.8公里。", 0),  # rounded
        # three sectors
        ("到2025年，三次产业结构调整为8:40:55。", 1),
        ("到2025年，三次产业结构优化为8.2∶40.3∶51.4。", 0),
        ("到2025年，三次产业比重调整为10.5：38.5：53。", 1),
        ("到2025年，一二三产业占比分别达到8%、40%、55%。", 1),
        ("到2025年，一、二、三产业增加值分别增长3%、7%、8%。", 0),
    ],
)
def test_amounts_of_a_sentence(sentence: str, number: int) -> None:
    assert len(faults(body_under_tasks(sentence))) == number


@pytest.mark.parametrize(
    ("rows", "number"),
    [
        ("道路（合计）\t公里\t30\n道路（城东区）\t公里\t12\n道路（城西区）\t公里\t10\n道路（城南区）\t公里\t9", 1),
        ("道路（合计）\t公里\t31\n道路（城东区）\t公里\t12\n道路（城西区）\t公里\t10\n道路（城南区）\t公里\t9", 0),
        ("建设用地总规模\t公顷\t900\n其中：城乡建设用地\t公顷\t950\n森林覆盖率\t%\t60", 1),
        ("建设用地总规模\t公顷\t900\n其中：城乡建设用地\t公顷\t850\n森林覆盖率\t%\t60", 0),
    ],
)
def test_rows_of_a_table(rows: str, number: int) -> None:
    assert len(faults(f"第一章 主要目标\n指标\t单位\t2025年目标\n{rows}\n")) == number


def test_what_is_told() -> None:
    (told,) = faults(body_under_tasks("新建学校10所，其中小学6所、初中5所。"))
    assert told == "“新建学校”新增10所（2025年），所列各部分（6所、5所）之和为11所，多于总数"
    (told,) = faults(body_under_tasks("到2025年，三次产业结构调整为8:40:55。"))
    assert told == "“三次产业结构”三次产业占比8:40:55之和为103，不是100"


FIGURES = st.one_of(
    st.integers(0, 20).map(str),
    st.decimals(0, 99, places=2).map(str),
    st.tuples(st.integers(0, 9), st.integers(10, 20)).map(lambda ends: f"{ends[0]}-{ends[1]}"),
    st.sampled_from(["0", "0.0", "一百", "两千", "1，200", "9" * 30]),
)
FORMS = st.sampled_from(
    [
        "新建学校{}所，其中小学{}所、初中{}所。",
        "新建水库{}座、泵站{}座，合计{}座。",
        "安排资金{}亿元，其中教育{}万元、卫生{}亿元。",
        "到2025年，三次产业结构调整为{}:{}:{}。",
        "第一产业比重达到{}%、第二产业比重达到{}%、第三产业比重达到{}%。",
    ]
)


@settings(max_examples=60, deadline=None)
@given(FORMS, FIGURES, FIGURES, FIGURES)
@example("到2025年，三次产业结构调整为{}:{}:{}。", "8", "3-12", "60")
@example("新建水库{}座、泵站{}座，合计{}座。", "3", "5", "0")
@example("安排资金{}亿元，其中教育{}万元、卫生{}亿元。", "0", "5", "0")
def test_any_figures_are_held_against_each_other_and_every_fault_is_a_sentence(
    form: str, one: str, two: str, three: str
) -> None:
    assert all(
        "nan" not in said and "inf" not in said for said in faults(body_under_tasks(form.format(one, two, three)))
    )


CELLS = st.sampled_from(
    [
        "0",
        "3",
        "10-12",
        "40—45",
        "9.5",
        "100",
        "1,200",
        "0.0",
        "8358/244",
        "[5]",
        "≥80",
        "累计50",
        "-",
        "12:3:85",
        "9" * 20,
    ]
)
ROWS = (("建成高标准农田面积", "万亩"), ("农村公路里程", "公里"), ("其中：县道", "公里"), ("合计", "公里"))


@settings(max_examples=60, deadline=None)
@given(st.lists(CELLS, min_size=10, max_size=10))
@example(["3", "3", "10-12", "9.5", "3", "3", "0", "0", "3", "5"])  # a base in a range, beside what is to be built
def test_any_cells_are_held_against_each_other_and_the_text(cells: list[str]) -> None:
    built, laid, *others = cells
    said = f"到2025年，建成高标准农田面积{built}万亩，完成农村公路里程{laid}公里。"
    rows = [f"{name}\t{unit}\t{others[2 * at]}\t{others[2 * at + 1]}\t预期性" for at, (name, unit) in enumerate(ROWS)]
    table = "\n".join(["专栏1 主要指标", "指标\t单位\t2020年\t2025年\t属性", *rows])
    assert all("nan" not in told and "inf" not in told for told in faults(f"{body_under_tasks(said)}\n{table}\n"))

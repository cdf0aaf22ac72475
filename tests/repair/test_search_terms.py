"""The term by which a clause is found in its file stands there, before repair, and is short."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.corpus import Entry
from compare.model import Plan
from compare.pipeline.parse import parse
from compare.readers import read_file
from compare.readers.raw import raw_text
from compare.repair import repair
from compare.repair.search_terms import LONGEST
from tests.builders import ROOT

ORIGINALS = sorted((ROOT.parent / "shared/corpora/originals").glob("*.*"))
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


def terms(plan: Plan) -> list[str]:
    """What is searched for to come to each clause, as the page has it."""
    return [each.search or plan.text[each.start : min(each.end, each.start + LONGEST)] for each in plan.clauses]


@pytest.mark.parametrize("path", [*SEEDS, *ORIGINALS], ids=lambda path: path.name)
def test_what_is_searched_for_stands_in_the_file(path: Path) -> None:
    plan = parse(Entry("plan", path, path.name), libreoffice=False).plan
    assert plan is not None and plan.clauses
    raw = read_file(path, libreoffice=False).text
    found = terms(plan)
    assert [term for term in found if term not in raw] == []
    assert max(map(len, found)) <= LONGEST and all(term.strip() == term != "" for term in found)
    # Most lead to their clause alone.
    assert sum(raw.count(term) == 1 for term in found) >= 0.8 * len(found)


def test_a_number_that_word_sets_is_not_searched_for(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("某市国民经济和社会发展第十五个五年规划纲要")
    for line in ("培育壮大先进装备产业集群，建设产业园。", "完善养老服务体系，新建养老院。"):
        document.add_paragraph(line, style="List Number")
    document.save(str(tmp_path / "plan.docx"))
    plan = parse(Entry("plan", tmp_path / "plan.docx", "plan.docx"), libreoffice=False).plan
    assert plan is not None
    shown = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert [term for term in terms(plan) if term not in shown] == []


DAMAGE = ("", "\n", " ", "(fā)", "\u200b", "\u3000", "&nbsp;", "２")


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.text("产业发展壮大集群建设项目养老0123，", min_size=1, max_size=9), st.sampled_from(DAMAGE)),
        max_size=40,
    )
)
def test_what_is_searched_for_stands_in_any_text(pieces: list[tuple[str, str]]) -> None:
    raw = raw_text("".join(map("".join, pieces)))
    mended = repair(raw)
    spans = [(at, min(at + 37, len(mended.text))) for at in range(0, len(mended.text), 37)]
    for term, (start, end) in zip(mended.search_terms(spans), spans, strict=True):
        assert (term or mended.text[start : min(end, start + LONGEST)].strip()) in raw.text
        assert len(term) <= LONGEST

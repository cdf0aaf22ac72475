"""Signs of a page by their place: as looking at each of them finds, and a page of one run repeated is read at once."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.readers.pdf.glyphs import Glyph, GlyphPage
from compare.readers.pdf.page_signs import PageSigns, height_of, middle_of
from compare.readers.pdf.watermarks import without_watermarks
from tests.builders import at_most

# Few places, so that many signs stand on an edge of what is asked for.
PLACES = st.integers(0, 12).map(lambda n: n * 0.5)
GLYPHS = st.lists(
    st.builds(
        lambda char, x0, width, top, size: Glyph(char, x0, x0 + width, top, size),
        st.sampled_from("规划 "),
        PLACES,
        PLACES,
        PLACES,
        st.sampled_from((1.0, 10.0)),
    ),
    max_size=40,
)


def page_of(glyphs: list[Glyph]) -> GlyphPage:
    return GlyphPage(tuple(glyphs), (), 0.0)


@given(GLYPHS, PLACES, PLACES, PLACES, PLACES)
def test_questions_are_answered_as_looking_at_each_sign_does(
    glyphs: list[Glyph], x0: float, x1: float, top: float, bottom: float
) -> None:
    asked, signs = PageSigns(page_of(glyphs)), [glyph for glyph in glyphs if not glyph.char.isspace()]
    inside = sum(x0 < middle_of(each) < x1 and top < height_of(each) < bottom for each in signs)
    assert asked.within(x0, x1, top, bottom) == inside
    assert asked.on_line(top, x0) == Counter(each.char for each in signs if abs(each.top - top) < x0)
    starts = {round(each.top): min(o.x0 for o in signs if round(o.top) == round(each.top)) for each in signs}
    assert asked.lines_above(top) == sum(line < top for line in starts)
    assert asked.lines_below(top) == sum(line > top for line in starts)
    for many in (1, 3):
        assert asked.are_lines_from(x0, x1, many) == (sum(abs(start - x0) < x1 for start in starts.values()) >= many)


@pytest.mark.parametrize("step", [0.0, 0.001, 12.0], ids=["in one place", "nearly", "line by line"])
@pytest.mark.parametrize("across", [0.0, 40.0], ids=["above each other", "side by side"])
def test_a_page_of_one_run_repeated_takes_no_time(step: float, across: float) -> None:
    runs = 6_000
    glyphs = [
        Glyph(
            char, number % 50 * across + at * 10.0, number % 50 * across + at * 10.0 + 10.0, 800.0 - number * step, 10.0
        )
        for number in range(runs)
        for at, char in enumerate("内部")
    ]
    with at_most(3):  # every run against every sign takes half a minute
        without_watermarks([page_of(glyphs)] * 2)

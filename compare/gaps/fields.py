"""What of a plan for everything a plan for one field has to answer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from compare.model import Alignment, Label, Plan, Record
from compare.themes import spoken_of

_TAKEN = frozenset({Label.COVERED, Label.PARTIAL})
_SHARE = 0.4
"""Share of the requirements under a heading from which a plan that takes them up is of its field."""
_FEWEST = 5
"""Requirements below which a heading shows no field."""
Path = tuple[str, ...]


class Field(Record, frozen=True):
    """The field of a plan that is for one field alone.

    Attributes:
        headings: Heading paths of the upper plan whose matter it is about; ``asked``: all by which that was asked.
        themes: Ids of the themes of the general dictionary that its title names; none where it names no theme.
    """

    headings: frozenset[Path]
    asked: frozenset[Path]
    themes: frozenset[str]

    def holds(self, section: Sequence[str], said: str) -> bool:
        """Whether something of the upper plan is of the field: it stands under one of the headings, or under one that
        speaks of the themes alone, or speaks of them itself.

        Args:
            section: The heading path under which it stands.
            said: Its text.
        """
        inner = next((path for path in reversed(list(_paths(section))) if path in self.asked), ())
        if inner in self.headings:
            return True
        if self.themes.isdisjoint(spoken_of(said)):
            return any(themes and themes <= self.themes for themes in map(spoken_of, section))
        return True


def field_of(upper: Plan, lower: Plan, alignments: Sequence[Alignment]) -> Field | None:
    """Return the field of a lower plan that is for one field alone, beside an upper plan for everything.

    A special plan for science need not answer the chapter on farming, nor one for the elderly the section on sports of
    the chapter on the people. Its field is told by what its title names, and by what it does answer: the headings of
    whose requirements it takes up ``_SHARE`` or more, each asked by the innermost heading that has as many as
    ``_FEWEST``. Where the title names no theme and no heading reaches that share, the one of which it takes up most
    is of its field.

    Returns:
        The field; ``None`` where the lower plan is for everything, or the upper one for a field, too, or neither title
        nor headings tell.
    """
    if not lower.kind.is_of_a_field or upper.kind.is_of_a_field:
        return None
    shares = _shares(alignments)
    themes = spoken_of(lower.title)
    least = _SHARE if themes else min(_SHARE, max(shares.values(), default=_SHARE))
    # What stands between a heading and those below it opens a chapter in words that any plan takes up.
    opening = {path[:end] for path in shares for end in range(1, len(path))} if themes else set()
    headings = frozenset(path for path, share in shares.items() if share >= least and path not in opening)
    found = Field(headings, frozenset(shares), themes)
    return found if found.headings or found.themes else None


def _shares(alignments: Sequence[Alignment]) -> Mapping[Path, float]:
    """Return the share that is taken up of the requirements whose innermost heading with enough of them each is."""
    many = Counter(path for each in alignments for path in _paths(each.clause.section))
    asked: defaultdict[Path, Counter[bool]] = defaultdict(Counter)
    for each in alignments:
        inner = [path for path in _paths(each.clause.section) if many[path] >= _FEWEST]
        if inner:
            asked[inner[-1]][each.label in _TAKEN] += 1
    return {path: counts[True] / counts.total() for path, counts in asked.items()}


def _paths(section: Sequence[str]) -> Iterator[Path]:
    """Yield a heading path up to each of its headings, the outermost first."""
    yield from (tuple(section[:end]) for end in range(1, len(section) + 1))

"""What is said of a second reader: on the first page, and beside every finding that is its own."""

from __future__ import annotations

from collections import Counter

from compare.model import Alignment, Cell, Gap, Outcome, SecondReadings
from reports.output import clean
from reports.wording.language import Lang, comma, name, text
from reports.wording.passages import sentence


def why(row: Alignment | Cell | Gap, lang: Lang) -> str:
    """Return why a finding is what it is, and which second reader says so, if one does."""
    return sentence(row.reason, lang) + judged(row.judged_by, lang)


def judged(model: str | None, lang: Lang) -> str:
    """Return in brackets the second reader that says so; nothing where the tool or a person does."""
    return "" if model is None else text("second.judged", lang, model=clean(model))


def second_reader(second: SecondReadings | None, lang: Lang) -> list[str]:
    """How much a second reader was asked, what counts, and where texts were sent, a sentence each; none without one."""
    if second is None:
        return []
    counts = Counter(row.outcome for row in second.rows)
    left = [
        f"{name('outcome', outcome, lang)} {counts[outcome]}"
        for outcome in Outcome
        if outcome is not Outcome.COUNTED and counts[outcome]
    ]
    told = {"model": clean(second.model), "asked": len(second.rows), "counted": second.counted}
    lines = [text("second.first", lang, **told, left=comma(left, lang) or text("second.none_left", lang))]
    if second.sent_to:
        lines.append(text("second.sent", lang, hosts=comma([clean(host) for host in second.sent_to], lang)))
    return lines

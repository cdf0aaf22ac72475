"""The main figures of a comparison in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from reports.output import clean
from reports.rows import LABELS, VERDICTS, Headlines
from reports.wording.language import Lang, text

_CITED = 120


def cited(quote: str) -> str:
    """Return a quotation for print: its first ``_CITED`` characters, and …… where there is more."""
    quote = clean(quote)
    return f"“{quote}”" if len(quote) <= _CITED else f"“{quote[:_CITED]}……”"


def headlines(top: Headlines, lang: Lang) -> tuple[str, ...]:
    """Return a sentence each on themes, clauses, targets and the way down the levels; none on what there is nothing
    of.
    """
    return tuple(told + text("summary.stop", lang) for told in _told(top, lang))


def _told(top: Headlines, lang: Lang) -> Iterator[str]:
    if top.upper_themes:
        share = f"{top.taken_up / top.upper_themes:.0%}"
        least = [
            text(
                "summary.pair_count",
                lang,
                lower=p.lower.label,
                upper=p.upper.label,
                count=p.taken_up,
                of=p.upper_themes,
            )
            for p in top.themes
        ]
        yield text("summary.themes", lang, upper=top.upper_themes, taken=top.taken_up, share=share) + _least(
            least, lang
        )
    if sum(top.labels):
        counts = {str(label): count for label, count in zip(LABELS, top.labels, strict=True) if label}
        least = [
            text(
                "summary.pair_share",
                lang,
                lower=r.pair.lower.label,
                upper=r.pair.upper.label,
                share=f"{r.taken_up:.0%}",
            )
            for r in top.clauses
        ]
        yield text("summary.clauses", lang, total=sum(top.labels), **counts) + _least(least, lang)
    if sum(top.verdicts):
        counts = {str(verdict): count for verdict, count in zip(VERDICTS, top.verdicts, strict=True)}
        yield text("summary.targets", lang, total=sum(top.verdicts), **counts)
    if top.thinned or top.lost:
        broken = [text("summary.broken", lang, theme=clean(theme.name), count=count) for theme, count in top.broken]
        told = text("summary.broken_most", lang, themes=_joined(broken, lang)) if broken else ""
        yield text("summary.chain", lang, thinned=top.thinned, lost=top.lost) + told


def _least(pairs: list[str], lang: Lang) -> str:
    """Which pairs stand lowest; nothing where there is but one."""
    return text("summary.least", lang, pairs=_joined(pairs, lang)) if len(pairs) > 1 else ""


def _joined(items: list[str], lang: Lang) -> str:
    return ("、" if lang == "zh" else ", ").join(items)

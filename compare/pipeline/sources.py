"""What is told of the files of a corpus: whether they were read, and what a reader should know of each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from msgspec.structs import replace

from compare.corpus import Corpus, Entry, Identity
from compare.errors import InputError
from compare.model import Reason, Source
from compare.pipeline.parse import Parsed
from compare.text import holders_of


def nothing_read(sources: Iterable[Source]) -> InputError:
    """Return the error that no file could be read, with why."""
    told = "\n".join(f"{' '.join(source.file.splitlines())}：{source.warnings[0].values[0]}" for source in sources)
    return InputError(f"没有一份规划能读：\n{told}")


def source_of(
    entry: Entry,
    result: Parsed,
    uppers: Collection[str],
    double: tuple[str, float] | None,
    *,
    parts: Sequence[str],
    copied: bool,
    alone: bool,
) -> Source:
    """Return what was read of a file, with what is to be said of its plan among the others.

    Args:
        entry: The plan.
        result: What became of its file.
        uppers: Ids of its upper plans.
        double: The plan of which it is a copy, and how nearly.
        parts: The files of the plan of which it is a part; none of a whole one.
        copied: It is a copy that is not compared by itself.
        alone: It is the only plan.
    """
    extra: list[Reason] = []
    if result.identity:
        lost = [link.id for link in entry.upper or () if link.id not in uppers]
        extra += [Reason("upper_unread", (upper,)) for upper in lost]
        if not uppers and not lost and not alone and not copied:
            extra.append(Reason("no_upper"))
        extra += _doubts(result.identity, double, linked=bool(uppers) or alone)
        extra += [Reason("plan_in_parts", ("、".join(parts),))] if parts else []
        if copied and double:
            extra.append(Reason("counted_once", (double[0],)))
    return replace(result.source, warnings=(*result.source.warnings, *extra))


def skipped_sources(corpus: Corpus) -> tuple[Source, ...]:
    """Return the files of a folder that are no plans."""
    skipped = (Source(None, file, warnings=(_why_skipped(file),)) for file in corpus.skipped)
    tables = (
        Source(None, table.file, warnings=(Reason("no_text_column", ("、".join(table.columns) or "—",)),))
        for table in corpus.without_text
    )
    return (*skipped, *tables)


# Files that hold plans all the same, and need a step first.
_SKIPPED = {
    **dict.fromkeys((".zip", ".rar", ".7z", ".gz", ".tar"), "skipped_archive"),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp"), "skipped_image"),
}


def _why_skipped(file: str) -> Reason:
    if file.endswith("/"):
        return Reason("skipped_folder")
    suffix = Path(file).suffix
    return Reason(_SKIPPED.get(suffix.lower(), "skipped"), (suffix,))


def _doubts(identity: Identity, double: tuple[str, float] | None, *, linked: bool) -> list[Reason]:
    """Whether a text is another plan's, of another place than it is said to be, or of one of several of a name."""
    found = []
    if identity.namesakes and not linked:
        held_by = "、".join(holder.name for area in identity.namesakes for holder in holders_of(area)[:1])
        found.append(Reason("namesakes", (identity.namesakes[0].name, held_by)))
    if identity.elsewhere is not None:
        found.append(Reason("other_place", tuple(area.name for area in identity.elsewhere)))
    if double is not None:
        other, share = double
        found.append(Reason("duplicate", (other,)) if share == 1 else Reason("near_duplicate", (other, f"{share:.0%}")))
    return found


def size_of(entry: Entry) -> int:
    """Return the bytes of the file of a plan, or the characters of one that was read; 0 if that cannot be told."""
    if entry.plan is not None:
        return len(entry.plan.text)
    if entry.content is not None:
        return len(entry.content)
    try:
        return entry.path.stat().st_size
    except OSError:
        return 0

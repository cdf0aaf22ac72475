"""One file -> a plan before its place among the others is known: read, repaired, cut up, and who it is."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from msgspec import structs
from msgspec.structs import replace

from compare.corpus import Entry, Identity, identify
from compare.errors import ReadError
from compare.execution import ENDED, Packed, guarded, key_of, read_limits, refuse_beyond
from compare.features import roles_of
from compare.model import Plan, Reason, Record, Source, Target
from compare.readers import SUPPORTED, RawText, RecognitionNeeded, content_of, is_harmless, read_file, year_of_record
from compare.structure import find_outline, find_tables, split_clauses, what_else
from compare.targets import find_targets, unread_rows
from compare.text import cues

# What a whole text ends with, and what makes it a text at all.
_ENDS = frozenset("。！？!?；;”’」』）)》:：.…")
_WORD = re.compile("[\u4e00-\u9fffA-Za-z]")
_PLAN, _FAULT = "plan", "fault"
_NO_PLAN = frozenset({"notice_only", "news_only", "contents_only", "cover_only", "not_whole"})
_SHOWN_ROWS = 5
"""Rows of tables that a warning names."""


class Parsed(Record, frozen=True):
    """What became of one file.

    Attributes:
        plan: Without upper links; ``None``, like ``identity``, if the file could not be read: ``source`` says why.
    """

    source: Source
    plan: Plan | None = None
    identity: Identity | None = None
    targets: tuple[Target, ...] = ()


def parse(entry: Entry, *, libreoffice: bool) -> Parsed:
    """Read, repair and cut up one plan.

    Args:
        entry: What is known of it.
        libreoffice: Old Word, WPS and RTF files may be converted with LibreOffice.
    """
    if entry.plan is not None:
        return _read_before(entry.plan)
    if entry.content is not None:
        with TemporaryDirectory() as folder:
            path = Path(folder, f"plan{entry.path.suffix}")
            path.write_bytes(entry.content)
            return parse(replace(entry, path=path, content=None), libreoffice=libreoffice)
    work = partial(_parsed, libreoffice=libreoffice)
    try:
        if entry.fault or is_harmless(entry.raw or entry.path):
            return work(entry)
        try:
            return guarded(work, entry)
        except RecognitionNeeded:
            return guarded(partial(work, recognition=True), entry, read_limits().for_recognition())
    except ReadError as error:
        return Parsed(Source(None, entry.file, warnings=(Reason("unreadable", (str(error),)),)))


def _read_before(plan: Plan) -> Parsed:
    """Return a plan as it is; how far it can be trusted its text tells by itself, since no file is there to be
    counted.
    """
    from compare.repair import readable

    doubt = what_else(plan.text, find_outline(plan.text))
    share = 0.0 if doubt else readable(plan.text)
    named = plan.title, plan.kind, plan.level, plan.region, plan.year, plan.period, plan.inferred
    known = structs.replace(plan, roles=plan.roles or tuple(roles_of(plan)))
    source = Source(plan.id, plan.id, readable=share, warnings=(doubt,) if doubt else ())
    return Parsed(source, known, Identity(*named), find_targets(known))


def _parsed(entry: Entry, *, libreoffice: bool, recognition: bool = False) -> Parsed:
    from compare.repair import repair  # with its many patterns, when the first file is read anew

    if entry.fault:
        raise ReadError(entry.fault)
    raw = entry.raw or read_file(entry.path, libreoffice=libreoffice, recognition=recognition)
    refuse_beyond("chars", len(raw.text), "正文有 {} 字")
    whole = repair(raw)
    tree = find_outline(whole.text, whole.headings)
    cut = split_clauses(whole.text, tree, whole.place)
    refuse_beyond("clauses", len(cut), "正文有 {} 条")
    terms = whole.search_terms([(clause.start, clause.end) for clause in cut])
    cut = tuple(structs.replace(clause, search=term) for clause, term in zip(cut, terms, strict=True))
    doubt = _no_plan(raw, what_else(whole.text, tree))
    body = [clause for clause in cut if clause.kind == "body"]
    if not doubt and not any(_WORD.search(whole.text, clause.start, clause.end) for clause in body):
        raise ReadError("没有读到正文，请打开原文件核对内容")
    titles = [whole.text[clause.start : clause.end] for clause in cut if clause.kind == "title"]
    identity = identify(entry, whole.text, titles, year_of_record(raw))
    plan = Plan(
        id=entry.id,
        title=identity.title,
        kind=identity.kind,
        level=identity.level,
        region=identity.region,
        year=identity.year,
        period=identity.period,
        upper=(),
        inferred=identity.inferred,
        text=whole.text,
        sections=tree.sections,
        clauses=cut,
        tables=find_tables(whole.text),
    )
    plan = structs.replace(plan, roles=tuple(roles_of(plan)))
    warnings = (*doubt, *raw.notes, *whole.warnings, *(() if doubt else _warnings(plan)))
    source = Source(
        plan=entry.id,
        file=entry.file,
        format=raw.format,
        encoding=raw.encoding,
        readable=0.0 if doubt else whole.readable,  # of the plan itself nothing, or only a part, is there to be read
        repairs=whole.repairs,
        warnings=warnings,
        signs_in_file=raw.signs_in_file,
        signs_read=whole.signs_read,
        left_out=whole.left_out,
    )
    return Parsed(source, plan, identity, find_targets(plan))


class Parser(Record, frozen=True):
    """Parses plans: a stage of :class:`compare.execution.Engine`.

    Attributes:
        libreoffice: Old Word, WPS and RTF files may be converted with LibreOffice.
    """

    libreoffice: bool
    name: str = "read"

    def parts(self, _: Entry) -> tuple[str, ...]:
        """Return the one part that there is."""
        return (_PLAN,)

    def keys(self, entry: Entry) -> dict[str, bytes]:
        """Return what became of a file depends on its bytes, its name, and what is known of the plan."""
        return {_PLAN: key_of("plan", _content(entry), f"{self.libreoffice} {_said(entry)!r}")}

    def to_send(self, entry: Entry) -> Entry:
        """Return the entry with the bytes of its file, or with the reason why it cannot be read here."""
        if (
            entry.fault
            or entry.plan is not None
            or entry.raw is not None
            or entry.content is not None
            or entry.path.suffix.lower() not in SUPPORTED
        ):
            return entry  # the file will not be opened
        try:
            return replace(entry, content=content_of(entry.path))
        except ReadError as error:
            return replace(entry, fault=str(error))

    def work(self, entry: Entry, parts: Sequence[str]) -> Packed:
        """Parse one plan."""
        parsed = parse(entry, libreoffice=self.libreoffice)
        # What could not be read may be read next time, with LibreOffice installed or the file unlocked.
        return {_PLAN if parsed.plan else _FAULT: msgspec.msgpack.encode(parsed)} if parts else {}

    def ended(self, entry: Entry) -> Packed:
        """Return that the file could not be read."""
        told = Reason("unreadable", (f"读这份文件的进程一再被系统结束，多半是内存不够。{ENDED}",))
        return {_FAULT: msgspec.msgpack.encode(Parsed(Source(None, entry.file, warnings=(told,))))}

    def unpack(self, _: Entry, packed: Packed) -> Parsed:
        """Return what became of a file."""
        (found,) = packed.values()
        return msgspec.msgpack.decode(found, type=Parsed)


def _content(entry: Entry) -> bytes:
    """Return what tells the content of a plan; of what will not be read, or cannot be now, nothing that would come
    again.
    """
    if entry.plan is not None:
        return msgspec.msgpack.encode(entry.plan)
    if entry.raw is not None:
        return entry.raw.text.encode("utf-8", "surrogatepass")
    if entry.content is not None:
        return hashlib.sha256(entry.content).digest()
    try:
        # Opening a pipe or a device would wait for ever.
        if not entry.fault and entry.path.is_file() and entry.path.stat().st_size <= read_limits().file_mb << 20:
            with entry.path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").digest()
    except OSError:
        pass
    return os.urandom(16)


def _said(entry: Entry) -> Entry:
    """Return what is known of a plan beside its content and its folder."""
    return replace(entry, path=Path(entry.path.name), raw=None, content=None, upper=None, plan=None)


def _no_plan(raw: RawText, told: Reason | None) -> tuple[Reason, ...]:
    """Why what was read is not the plan, or only its first page; nothing if it is the plan."""
    if told is not None:
        return (told,)
    # Told by the reader, which knows the page; the note itself stands among the reader's.
    return (Reason("not_whole"),) if any(note.code == "paged" for note in raw.notes) else ()


def is_no_plan(source: Source) -> bool:
    """Whether what was read of a file is not the plan, or only a part of it."""
    return any(warning.code in _NO_PLAN for warning in source.warnings)


def _warnings(plan: Plan) -> tuple[Reason, ...]:
    """Return what a reader should know of one text: no headings, an annex announced and not there, no end."""
    found = []
    if not plan.sections:
        found.append(Reason("no_headings"))
    last = plan.text.rstrip().rsplit("\n", 1)[-1].strip()
    if last.rstrip("：:") in cues("annex_name"):
        found.append(Reason("annex_missing", (last,)))
    body = [clause for clause in plan.clauses if clause.kind == "body"]
    if plan.text[body[-1].end - 1] not in _ENDS:
        found.append(Reason("truncated"))
    if rows := unread_rows(plan):
        found.append(Reason("table_rows_unread", (str(len(rows)), "；".join(rows[:_SHOWN_ROWS]))))
    return tuple(found)

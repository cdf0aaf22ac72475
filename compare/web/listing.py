"""What was read of a folder, as a table that a person corrects; the corrections go to plans.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from compare import find_plans
from compare.corpus import CORRECTED, Corpus, corrected_manifest, starting_manifest
from compare.errors import InputError
from compare.forms import read_text
from compare.model import Plan, Record, Source
from compare.web.asking import malformed
from reports import wording
from reports.output import clean, put
from reports.wording import Lang

_MANIFESTS = ("plans.yaml", "plans.yml")
# Hidden, so that it is never read as a plan; it is there while it is checked.
_TRIED = ".planalign-plans.yaml"


class Listing(Record, frozen=True):
    """The plans of a folder before they are compared."""

    corpus: Corpus
    plans: tuple[Plan, ...]
    sources: tuple[Source, ...]

    def rows(self, lang: Lang) -> dict[str, object]:
        """Return what the start page shows: ``plans``, and ``unread`` files with the reason."""
        told = {source.plan: self._told(source, lang) for source in self.sources if source.plan is not None}
        readable = {source.plan: source.readable for source in self.sources}
        return {
            "plans": [
                {
                    "id": plan.id,
                    "title": clean(plan.title),
                    "level": plan.level,
                    "region": plan.region,
                    "year": plan.year,
                    "kind": plan.kind,
                    "upper": [link.id for link in plan.upper],
                    "inferred": list(plan.inferred),
                    "chars": len(plan.text),
                    "readable": round(readable.get(plan.id, 1.0), 2),
                    "told": told.get(plan.id, []),
                }
                for plan in self.plans
            ],
            "unread": [
                {"file": clean(source.file), "told": self._told(source, lang)}
                for source in self.sources
                if source.plan is None
            ],
        }

    def _told(self, source: Source, lang: Lang) -> list[str]:
        return [clean(wording.sentence(warning, lang)) for warning in source.warnings]


def correct(folder: Path, listing: Listing, asked: object, lang: Lang) -> None:
    """Write corrections to the plans.yaml of a folder, which is made if there is none.

    Args:
        folder: The folder.
        listing: What was read of it.
        asked: Plan id -> some of ``level``, ``region``, ``year``, ``kind``, ``upper`` -> the new value.
        lang: Language of comments in a new plans.yaml.

    Raises:
        InputError: A value that plans.yaml does not take (all faults at once), or somebody has made the file wrong
            since it was read; what is there stands as before.
    """
    changes = _changes(asked, {plan.id for plan in listing.plans})
    found = next((folder / name for name in _MANIFESTS if (folder / name).is_file()), None)
    if found is not None:
        find_plans(found)
    text = (
        starting_manifest(
            listing.corpus,
            listing.plans,
            listing.sources,
            folder.resolve(),
            partial(wording.sentence, lang=lang),
        )
        if found is None
        else read_text(found)
    )
    content = corrected_manifest(text, changes).encode()
    tried, target = folder / _TRIED, found or folder / _MANIFESTS[0]
    try:
        put(tried, content)
        find_plans(tried)
        put(target, content)
    except InputError as error:
        raise InputError(str(error).replace(_TRIED, target.name)) from error
    finally:
        tried.unlink(missing_ok=True)


def _changes(asked: object, known: set[str]) -> dict[str, dict[str, Any]]:
    """Return the corrections, of the types that they must have; what they say is checked as plans.yaml is."""
    if not isinstance(asked, Mapping):
        raise malformed()
    changes: dict[str, dict[str, Any]] = {}
    for id_, values in asked.items():
        if id_ not in known or not isinstance(values, Mapping):
            raise InputError(f"没有规划“{clean(str(id_))}”，请重新载入页面。")
        for name, value in values.items():
            if name not in CORRECTED or not _fits(name, value):
                raise malformed()
        changes[id_] = dict(values)
    return changes


def _fits(name: str, value: object) -> bool:
    match name, value:
        case "upper", [*ids]:
            return all(isinstance(each, str) for each in ids)
        case "year", int() | None:
            return True
        case (("level" | "kind" | "region"), str() | None):
            return True
    return False

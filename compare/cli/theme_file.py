"""A theme file to edit, made of the themes that were discovered."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from compare.forms import as_written
from compare.themes import Proposal
from reports import wording
from reports.output import clean
from reports.wording import Lang

_INDENT = 2
# Longer lists of aliases are folded by hand, if at all: a line that YAML folds is hard to edit.
_WIDTH = 4096


def theme_file(proposals: Sequence[Proposal], labels: Mapping[str, str], lang: Lang) -> str:
    """Return the themes as YAML that ``load_themes`` reads, each below a comment that says where it is from.

    Args:
        proposals: What was discovered, in the order of the file.
        labels: Plan id to its short name.
        lang: Language of the comments.
    """
    themes = CommentedSeq(_entry(proposal) for proposal in proposals)
    for number, proposal in enumerate(proposals):
        themes.yaml_set_comment_before_after_key(
            number, before="\n".join(_told(proposal, labels, lang)), indent=_INDENT
        )
    yaml = YAML()
    yaml.indent(mapping=_INDENT, sequence=2 * _INDENT, offset=_INDENT)
    yaml.width = _WIDTH
    out = io.StringIO()
    data = CommentedMap({"themes": themes})
    data.yaml_set_start_comment(wording.text("draft.head", lang, count=len(proposals)))
    yaml.dump(data, out)
    return out.getvalue()


def _entry(proposal: Proposal) -> CommentedMap:
    theme = proposal.theme
    entry = CommentedMap({"id": theme.id, "name": clean(theme.name), "definition": clean(theme.definition)})
    for field, phrases in (("aliases", theme.aliases), ("exclude", theme.exclude)):
        if phrases:
            entry[field] = CommentedSeq(as_written(clean(phrase)) for phrase in phrases)
            entry[field].fa.set_flow_style()
    return entry


def _told(proposal: Proposal, labels: Mapping[str, str], lang: Lang) -> list[str]:
    """Where the theme is from, how often it is written, and how else."""
    source = proposal.source
    where = wording.spot(source.section, source.place, lang)
    name, count = clean(proposal.name), proposal.mentions
    lines = [
        "",
        wording.text("draft.source", lang, plan=clean(labels[source.plan]), where=where, name=name, count=count),
    ]
    if proposal.known:
        lines.append(wording.text("draft.known", lang, quote=clean(source.quote)))
    if proposal.wordings:
        shown = wording.listed([clean(text) for text in proposal.wordings], lang)
        lines.append(wording.text("draft.wordings", lang, wordings=shown))
    return lines

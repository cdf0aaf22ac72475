"""A plans.yaml to begin with: every plan of a folder with what was inferred of it, for a person to correct."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from compare.corpus.alone import find_alone
from compare.corpus.entries import Corpus, Entry
from compare.corpus.manifest import ID
from compare.corpus.tree import readable
from compare.forms import as_written
from compare.model import Alone, Kind, Plan, Reason, Source

_HEADER = """\
# 规划清单，由 planalign plans init 写出。
# 标着“推断”的，是按标题、正文和行政区划推断的：请逐项核对，改对后可以删去注释；空着的是推断不出的。
#   level：national 国家级、province 省级、region 区域、city 市级、district 区级、county 县级、township 乡镇级
#   kind： outline 规划纲要、special 专项规划、regional 区域规划、spatial 空间规划、report 工作报告、
#          interpretation 解读说明、opinions 意见、research 调研报告
#   upper：上位规划的编号；只作参照的写 {id: 编号, relation: reference}；没有上位规划写 []
# 有了这份文件，文件夹里没有列在下面的规划就不再读。
"""
_GUESSED, _MISSING, _DOUBT = "推断", "推断不出，可补写", "注意："
_UNREAD = "\n# 没有读成的文件：\n"
_FIELDS = ("title", "kind", "level", "region", "year", "period")
_COLUMN = 4


def starting_manifest(
    corpus: Corpus,
    plans: Sequence[Plan],
    sources: Sequence[Source],
    folder: Path,
    tell: Callable[[Reason], str],
) -> str:
    """Return the text of a plans.yaml that lists the plans of a folder.

    Args:
        corpus: What lies in the folder.
        plans: What could be read of it.
        sources: What became of each file.
        folder: Where the plans.yaml is to stand; the files are named from there.
        tell: Makes the sentence of a warning.
    """
    read = {plan.id: plan for plan in plans}
    warnings = {source.plan: source.warnings for source in sources if source.plan is not None}
    alone = {each.plan: each for each in find_alone(plans)}
    listed = CommentedSeq()
    for entry in corpus.entries:
        if entry.id in read:
            listed.append(_form(read[entry.id], entry, folder))
            told = [tell(warning) for warning in warnings.get(entry.id, ())]
            told += [_offered(alone[entry.id])] if entry.id in alone and entry.upper is None else []
            doubts = "\n".join(_DOUBT + _line(each) for each in told)
            listed.yaml_set_comment_before_after_key(len(listed) - 1, before=f"\n{doubts}".rstrip("\n"), indent=2)
    unread = [
        f"#   {_line(source.file)}：{'；'.join(_line(tell(warning)) for warning in source.warnings)}\n"
        for source in sources
        if source.plan is None
    ]
    return _HEADER + _dumped(CommentedMap(plans=listed)) + (_UNREAD + "".join(unread) if unread else "")


def _form(plan: Plan, entry: Entry, folder: Path) -> CommentedMap:
    file = as_written(readable(Path(os.path.relpath(entry.path, folder)).as_posix()))
    # An id that is a file name of another kind is left to be inferred from it.
    form = CommentedMap(id=plan.id, file=file) if re.match(ID, plan.id) else CommentedMap(file=file)
    if entry.row is not None:
        form["row"] = entry.row
    for name in _FIELDS:
        value = getattr(plan, name)
        if name == "period" and value is None and plan.kind is Kind.REPORT:
            continue  # a report is for its year
        form[name] = None if value in (None, "") else str(value) if isinstance(value, str) else value
        if form[name] is None:
            form.yaml_add_eol_comment(_MISSING, name)
        elif name in plan.inferred:
            form.yaml_add_eol_comment(_GUESSED, name)
    form["upper"] = CommentedSeq(_link(link.id, link.relation) for link in plan.upper)
    form["upper"].fa.set_flow_style()
    if entry.upper is None:
        form.yaml_add_eol_comment(_GUESSED, "upper")
    return form


def _offered(alone: Alone) -> str:
    """Return the line that a person may write for a plan that answers to none by itself."""
    why = "都印发在后" if alone.later else "没有推断为上位"
    written = json.dumps(alone.above, ensure_ascii=False)  # as YAML reads it, whatever signs an id holds
    return f"上级的规划{why}，所以没有比对；要比，把下面的 upper 改成 upper: {written}"


def _link(id_: str, relation: str) -> Any:
    if relation == "superior":
        return as_written(id_)
    link = CommentedMap(id=as_written(id_), relation=relation)
    link.fa.set_flow_style()
    return link


def _line(text: str) -> str:
    """Return a text on one line, as a comment has to be."""
    return " ".join(text.split())


def _dumped(data: CommentedMap) -> str:
    yaml = YAML(typ="rt")
    yaml.allow_unicode = True
    yaml.width = 10_000
    yaml.indent(mapping=2, sequence=_COLUMN, offset=2)
    out = StringIO()
    yaml.dump(data, out)
    return out.getvalue()

"""Which field somebody meant who wrote another name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import process

# What a person calls the fields who writes a file by hand, each by the first name that its form knows.
_CALLED = {
    "编号": ("id",),
    "文件": ("file",),
    "名称": ("name", "title"),
    "标题": ("title",),
    "类型": ("kind",),
    "级别": ("level",),
    "地区": ("region",),
    "年份": ("year",),
    "规划期": ("period",),
    "上位": ("upper",),
    "上位规划": ("upper",),
    "下位": ("lower",),
    "关系": ("relation",),
    "主题": ("name", "theme"),
    "释义": ("definition",),
    "定义": ("definition",),
    "说明": ("definition", "reason"),
    "别名": ("aliases",),
    "同义词": ("aliases",),
    "同义表述": ("aliases",),
    "排除": ("exclude",),
    "排除词": ("exclude",),
    "例句": ("examples",),
    "规划": ("plan",),
    "条款": ("clause",),
    "结论": ("answer",),
    "理由": ("reason",),
    "缺项": ("gap",),
}


def did_you_mean(word: str, choices: Iterable[str], inner: Sequence[str] = ()) -> str:
    """Return the field that somebody meant: by its name in Chinese or a name like it; else which there are.

    Args:
        word: What was written.
        choices: Names that may stand there.
        inner: Those and the names inside them, one of which may be meant.
    """
    known = tuple(choices)
    called = next((name for name in _CALLED.get(word, ()) if name in known), None)
    near = called or next(iter(process.extractOne(word, inner or known, score_cutoff=60) or ()), None)
    return f"，是不是想写“{near}”？" if near else f"，可用的有：{'、'.join(known)}"

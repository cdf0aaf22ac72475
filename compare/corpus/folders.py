"""What the folders in which a file lies say of its plan: their areas, and levels such as 2市级."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import PurePosixPath

from compare.corpus.region import namesake_of_text
from compare.corpus.titles import area_of_title
from compare.model import Level
from compare.text import Area, areas_called, cues_of, short_name

_LEVEL = re.compile(
    r"[\W\d_]*各?(?P<level>[\u4e00-\u9fff]{1,3}?)(?:[级层]面?)?的?(?:上位|下位)?(?:规划|纲要|报告|文件|计划|材料|方案)*[\W\d_]*"
)


def _level_of(name: str) -> Level | None:
    """Return the level that the name of a folder is; ``None`` if it is none, or an area's."""
    told = _LEVEL.fullmatch(name)
    tags = (cue.tags for cue in cues_of("levels").values() if told and cue.fullmatch(told["level"]))
    return next((Level(tag) for (tag,) in tags), None)


class Folders:
    """The folders of a file, from the folder of the corpus inwards."""

    def __init__(self, file: str) -> None:
        """Take the folders.

        Args:
            file: The file as the reports name it, relative to the folder of the corpus.
        """
        self._names = [name for name in PurePosixPath(file).parts[:-1] if name not in ("..", ".", "/")]

    @cached_property
    def level(self) -> Level | None:
        """The level that the innermost folder with one names."""
        return next(filter(None, map(_level_of, reversed(self._names))), None)

    def area(self, level: Level | None) -> Area | None:
        """Return the area that the innermost folder with one names, unless the plan is known to be of another level."""
        found = next(filter(None, map(area_of_title, reversed(self._names))), None)
        told = self.level or level
        return found if found and told in (None, found.level) else None

    def area_of(self, title: str, text: str) -> Area | None:
        """Return the area that a title names; of several areas of that name the one that lies in those of the folders,
        else the one around which the text speaks.

        Args:
            title: A title or a file name.
            text: The plan.
        """
        found = area_of_title(title, text)
        if found is None:
            return None
        nearer = area_of_title("".join(self._names) + title, text) if self._names else None
        if nearer and nearer.code != found.code and short_name(nearer.name) == short_name(found.name):
            return nearer
        others = [area for area in areas_called(short_name(found.name)) if area.level is self.level]
        if self._names and found.level is not self.level and len(others) == 1 and found.name not in title:
            return others[0]
        return namesake_of_text(found, title, text)

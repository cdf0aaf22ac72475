"""What the folders in which a file lies say of its plan: their areas, and levels such as 2市级."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import PurePosixPath

from compare.corpus.titles import area_of_title
from compare.model import Level
from compare.text import Area, areas_called, short_name

_LEVELS = {
    **dict.fromkeys(("国家", "中央", "全国"), Level.NATIONAL),
    **dict.fromkeys(("省", "自治区", "省区市"), Level.PROVINCE),
    **dict.fromkeys(("市", "地市", "市州", "州", "盟"), Level.CITY),
    **dict.fromkeys(("区", "市辖区"), Level.DISTRICT),
    **dict.fromkeys(("县", "旗", "区县", "县区", "县市区", "市县"), Level.COUNTY),
    **dict.fromkeys(("乡", "镇", "乡镇", "街道", "镇街"), Level.TOWNSHIP),
}
_WORDS = "|".join(sorted(_LEVELS, key=len, reverse=True))
_LEVEL = re.compile(
    rf"[\W\d_]*各?({_WORDS})(?:[级层]面?)?的?(?:上位|下位)?(?:规划|纲要|报告|文件|计划|材料|方案)*[\W\d_]*"
)


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
        found = (match for name in reversed(self._names) if (match := _LEVEL.fullmatch(name)))
        return next((_LEVELS[match.group(1)] for match in found), None)

    def area(self, level: Level | None) -> Area | None:
        """Return the area that the innermost folder with one names, unless the plan is known to be of another level."""
        found = next(filter(None, map(area_of_title, reversed(self._names))), None)
        told = self.level or level
        return found if found and told in (None, found.level) else None

    def area_of(self, title: str, text: str) -> Area | None:
        """Return the area that a title names; of several areas of that name the one that lies in those of the folders.

        Args:
            title: A title or a file name.
            text: The plan.
        """
        found = area_of_title(title, text)
        if found is None or not self._names:
            return found
        nearer = area_of_title("".join(self._names) + title, text)
        if nearer and nearer.code != found.code and short_name(nearer.name) == short_name(found.name):
            return nearer
        others = [area for area in areas_called(short_name(found.name)) if area.level is self.level]
        return others[0] if found.level is not self.level and len(others) == 1 and found.name not in title else found

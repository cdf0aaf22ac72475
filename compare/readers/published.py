"""The year in which a document was issued or put on the web, as its record tells it beside the text."""

from __future__ import annotations

import re

HEAD, TAIL = 1500, 300
"""Characters at the beginning and at the end of a text among which its record stands."""

_YEAR = r"(?P<{}>(?:19|20)\d\d)"
_IN_RECORD = re.compile(
    r"(?:发[文布表]|成\s{0,3}文|印发|公布|生成|更新)\s{0,3}(?:日\s{0,3}期|时\s{0,3}间)(?:[】\]：:\s]|<[^<>]{0,200}>|&nbsp;){0,12}"
    rf"{_YEAR.format('dated')}\s?[-/.年]"
    rf"|文\s{{0,6}}号(?:[】\]：:\s]|<[^<>]{{0,200}}>){{1,9}}[^\s<>〔\[（(]{{1,20}}\s?[〔\[（(]\s?{_YEAR.format('numbered')}\s?[〕\]）)]"
    rf"|<(?:pub_?|publish_?|issue_?)?(?:date|time)>\s{{0,3}}{_YEAR.format('tagged')}"
    rf"|(?:^|[{{,])\s{{0,3}}[\"']?(?:pub_?|publish_?|issue_?)?(?:date|time)[\"']?\s?[:：]\s{{0,3}}[\"']?{_YEAR.format('field')}[-/.年]"
    rf"|^[^\n，。；]{{2,30}}?(?:办公室|秘书[股科处]|综合[股科处])\s{{0,20}}{_YEAR.format('printed')}年\s?\d{{1,2}}月\s?\d{{1,2}}日\s?印发"
    rf"|^\s{{0,9}}{_YEAR.format('shown')}-\d{{1,2}}-\d{{1,2}}(?:\s\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?\s{{0,9}}(?:信息)?(?:来源|作者|浏览|阅读|点击|字[号体])"
    rf"|^[^\w\n]{{0,4}}(?:时间|日期|年份|年度|year)(?:[】\]］〉*]{{1,3}}\s?[:：]?|\s?[:：=|\t]{{1,2}})\s?{_YEAR.format('said')}(?!\d)",
    re.IGNORECASE | re.MULTILINE,
)
_META = re.compile(
    r"<meta\s[^<>]{0,200}?(?:name|property)\s?=\s?[\"']?(?:PubDate|publish(?:ed)?[-_]?(?:date|time)|pubtime|DC\.date(?:\.issued)?"
    rf"|article:published_time|og:release_date|firstpublishedtime)[\"']?\s[^<>]{{0,80}}?content\s?=\s?[\"']?\s?{_YEAR.format('meta')}[-/.年]",
    re.IGNORECASE,
)


def year_published(source: str) -> int | None:
    """Return the year of the first date of issue in a record, or of a web page's data about itself.

    Args:
        source: The beginning of a text, or the source of a web page.
    """
    found = _IN_RECORD.search(source) or _META.search(source)
    return int(next(year for year in found.groups() if year)) if found else None

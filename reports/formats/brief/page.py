"""The brief as one HTML file that a browser prints on one A4 page."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template

from reports.formats.brief.content import BriefContent
from reports.wording import Lang


def page(content: BriefContent, lang: Lang) -> bytes:
    """Return the page; what it shows of plans is escaped, and it runs nothing."""
    return _template().render(content=content, lang={"zh": "zh-CN", "en": "en"}[lang]).encode()


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(files("reports").joinpath("templates/brief.html.j2").read_text(encoding="utf-8"))

"""The start page of the workbench: files in, the table of what was read, the run."""

from __future__ import annotations

from markupsafe import Markup

from reports import wording
from reports.formats.html.island import inline
from reports.formats.html.page import asset, policy, template
from reports.wording import Lang

_LEVELS = ("national", "province", "region", "city", "district", "county", "township")
_KINDS = ("outline", "special", "regional", "spatial", "report", "interpretation", "opinions", "research")
_STAGES = ("read", "judge", "conclude")


def start_page(lang: Lang) -> bytes:
    """Make the start page; what it shows of a folder its script asks of the server.

    Args:
        lang: Language of the page.
    """
    style, script = asset("report.css") + asset("start.css"), asset("start.js")
    data = {
        "words": {key: pair[wording.LANGS.index(lang)] for key, pair in wording.texts()["start"].items()},
        "levels": [[code, wording.name("level", code, lang)] for code in _LEVELS],
        "kinds": [[code, wording.name("kind", code, lang)] for code in _KINDS],
        "stages": {code: wording.name("stage", code, lang) for code in _STAGES},
    }
    rendered = template("start.html.j2").render(
        locale={"zh": "zh-CN", "en": "en"}[lang],
        style=Markup(style),
        script=Markup(script),
        policy=policy(style, [script], asks=True),
        data=Markup(inline(data)),
        t=lambda key, **values: wording.text(key, lang, **values),
    )
    return rendered.encode("utf-8", "replace")

"""The rows of report.html where they are many: packed, they are the same rows, and the page works as with plain ones."""

from __future__ import annotations

import base64
import json
import zlib
from pathlib import Path
from typing import Any

import pytest

import reports
from reports.formats.html import island as islands
from tests import sample

pytest.importorskip("selenium")

from tests import browsing
from tests.browsing import Page, errors_of

_ROWS = "return JSON.stringify(planalign.data)"


def test_many_rows_are_packed_and_few_stay_as_they_are() -> None:
    few = {"texts": ["发展</script>乡村旅游&\u2028"]}
    many = {"texts": [f"{number}发展</script>乡村旅游" for number in range(150_000)]}
    media, content = islands.island(few)
    assert (media, json.loads(content)) == ("application/json", {"texts": ["发展</script>乡村旅游& "]})
    media, content = islands.island(many)
    assert media == "application/zlib"
    assert json.loads(zlib.decompress(base64.b64decode(content))) == many
    assert len(content) < len(islands.inline(many)) / 2


@browsing.needs_chromium
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_packed_page_shows_what_a_plain_one_shows(
    browser: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    shown = []
    for name, bound in (("plain", islands.PACKED_FROM), ("packed", 0)):
        monkeypatch.setattr(islands, "PACKED_FROM", bound)
        reports.write(sample.comparison(), tmp_path / name, ["html"], lang)  # type: ignore[arg-type]
        text = (tmp_path / name / "report.html").read_text("utf-8")
        assert ("Arjun Barrett" in text, sample.PIPES.quote in text.split('id="data"')[1]) == (
            name == "packed",
            name == "plain",
        )
        page = Page(browser, tmp_path / name / "report.html")
        page.one("#matrix td a").click()
        shown.append((browser.execute_script(_ROWS), page.one("#panel").text, page.one("main").text))
        assert not errors_of(browser)
    assert shown[0] == shown[1]

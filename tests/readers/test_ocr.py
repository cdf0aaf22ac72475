"""Scans and pictures: what is recognised with the extra, and what is said without it."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path

import pytest
import zhplot
from PIL import Image, ImageDraw, ImageFont

from compare import RunOptions, find_plans, read_plans
from compare.errors import ReadError
from compare.model import Place
from compare.readers import RecognitionNeeded, read_file
from compare.readers.ocr import is_installed
from tests.builders import COUNTY, write_plans

needs_extra = pytest.mark.skipif(not is_installed(), reason="the extra ocr is not installed")
LINES = [line.strip() for line in COUNTY.split("\n") if line.strip()][:8]


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of A4 at 160 dots an inch, as a picture and as a PDF that holds nothing else."""
    folder = tmp_path_factory.mktemp("scan")
    font = ImageFont.truetype(str(next(Path(zhplot.__file__).parent.rglob("*.[ot]tf"))), 34)
    image = Image.new("RGB", (1323, 1871), "white")
    draw = ImageDraw.Draw(image)
    for at, line in enumerate(LINES):
        draw.text((140, 140 + 60 * at), line[:30], font=font, fill="black")
    image.save(folder / "plan.png")
    image.save(folder / "plan.pdf", resolution=160)
    return folder


@needs_extra
@pytest.mark.parametrize("name", ["plan.png", "plan.pdf"])
def test_a_scan_is_recognised(scan: Path, name: str) -> None:
    with pytest.raises(RecognitionNeeded):
        read_file(scan / name)
    raw = read_file(scan / name, recognition=True)
    wanted, got = ("".join("".join(text).split()) for text in ([line[:30] for line in LINES], raw.text))
    same = sum(block.size for block in SequenceMatcher(None, wanted, got, autojunk=False).get_matching_blocks())
    assert same >= 0.98 * len(wanted)
    assert "recognised" in {note.code for note in raw.notes}
    assert raw.place(0) == Place("page", 1)


def test_without_the_extra_a_scan_says_how_to_get_it(scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compare.readers.pdf.pages.is_installed", lambda: False)
    monkeypatch.setattr("compare.readers.picture.is_installed", lambda: False)
    monkeypatch.setattr("compare.readers.SUPPORTED", frozenset({".pdf", ".png"}))
    for name in ("plan.pdf", "plan.png"):
        with pytest.raises(ReadError, match=r"planalign\[ocr\]"):
            read_file(scan / name)


def test_without_the_extra_a_picture_is_listed_and_no_fault(
    tmp_path: Path, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("compare.corpus.listing.SUPPORTED", frozenset({".txt"}))
    folder = write_plans(tmp_path, county=COUNTY)
    (folder / "a.png").write_bytes((scan / "plan.png").read_bytes())
    plans, sources = read_plans(find_plans(folder), options=RunOptions(jobs=1))
    assert [plan.id for plan in plans] == ["county"]
    assert [w.code for source in sources if source.plan is None for w in source.warnings] == ["skipped_image"]

"""Set the seeds as scans, read them by recognition, and compare with their texts: prints the lines of docs/accuracy.md.

python -m tests.accuracy.read_scans [--work FOLDER]

Needs LibreOffice, pdftoppm and the extra ``ocr``; some ten seconds of a core a page, 67 pages.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from pathlib import Path

import docx
from docx.shared import Pt
from PIL import Image
from rapidfuzz.distance import Levenshtein

from compare import RunOptions, compare_plans
from compare.model import Comparison
from tests.builders import SEEDS

_SIZE, _DOTS = 12, 200
"""Points of the signs, and dots an inch of the pictures."""


def main() -> None:
    """Set, read and count."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--work", type=Path, help="a folder for the scans, which are kept there")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.work or Path(scratch)
        pages = sum(_scan(seed, folder) for seed in sorted(SEEDS.glob("*.txt")))
        manifest = (SEEDS / "plans.yaml").read_text(encoding="utf-8").replace(".txt", ".pdf")
        (folder / "scans" / "plans.yaml").write_text(manifest, encoding="utf-8")
        (folder / "scans" / "themes.yaml").write_bytes((SEEDS / "themes.yaml").read_bytes())
        plain, scanned = (compare_plans(each, options=RunOptions(jobs=1)) for each in (SEEDS, folder / "scans"))
    same, cells = _depths(plain, scanned)
    wrong, signs = _signs(plain, scanned)
    print(f"{pages} 页，{signs} 字，读对 {1 - wrong / signs:.2%}；{cells} 格中深度相同 {same}（{same / cells:.1%}）")


def _scan(seed: Path, folder: Path) -> int:
    """Write a PDF that holds nothing but pictures of the pages of a seed, and return how many."""
    document = docx.Document()
    for line in seed.read_text(encoding="utf-8").split("\n"):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        font = paragraph.add_run(line).font
        font.size, font.name = Pt(_SIZE), "Noto Sans SC"
    (folder / "scans").mkdir(parents=True, exist_ok=True)
    document.save(str(folder / f"{seed.stem}.docx"))
    convert = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), f"{seed.stem}.docx"]
    subprocess.run(convert, cwd=folder, check=True, capture_output=True)
    draw = ["pdftoppm", "-r", str(_DOTS), "-gray", "-jpeg", f"{seed.stem}.pdf", seed.stem]
    subprocess.run(draw, cwd=folder, check=True, capture_output=True)
    first, *others = (Image.open(path) for path in sorted(folder.glob(f"{seed.stem}-*.jpg")))
    first.save(folder / "scans" / f"{seed.stem}.pdf", save_all=True, append_images=others, resolution=_DOTS)
    return 1 + len(others)


def _depths(plain: Comparison, scanned: Comparison) -> tuple[int, int]:
    """Return how many cells have the same depth, and how many there are."""
    found = {(cell.theme, cell.plan): cell.depth for cell in scanned.coverage}
    cells = list(plain.coverage)
    return sum(found.get((cell.theme, cell.plan), -1) == cell.depth for cell in cells), len(cells)


def _signs(plain: Comparison, scanned: Comparison) -> tuple[int, int]:
    """Return the signs that were read wrongly (edits, Levenshtein), and all of the texts, blanks not counted."""
    texts = {plan.id: "".join(plan.text.split()) for plan in plain.plans}
    read = {plan.id: "".join(plan.text.split()) for plan in scanned.plans}
    return sum(Levenshtein.distance(texts[id_], read[id_]) for id_ in texts), sum(map(len, texts.values()))


if __name__ == "__main__":
    main()

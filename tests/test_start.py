"""What starts at once: help, and what needs no analysis, wait for no heavy library."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("numpy", "scipy", "sklearn", "jieba", "openpyxl", "rich", "pydantic", "docx", "lxml", "matplotlib", "cn2an")


@pytest.mark.parametrize("arguments", [["--help"], ["report", "--help"], ["--version"]])
def test_help_imports_no_heavy_library(arguments: list[str]) -> None:
    asked = (
        "import sys\nfrom compare.cli import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit:\n    pass\n"
        f"print(*sorted({set(HEAVY)!r} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stderr.split() == []
    assert done.stdout


def test_the_package_gives_its_verbs_when_asked() -> None:
    import compare

    assert all(callable(getattr(compare, verb)) for verb in compare.__all__)
    with pytest.raises(AttributeError, match="no_such_verb"):
        compare.no_such_verb  # noqa: B018

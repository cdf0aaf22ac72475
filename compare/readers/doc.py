"""Old Word files (.doc, and what WPS calls .wps): msdoc2docx makes a .docx of them, which is read as any other."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from compare.errors import ReadError
from compare.execution import quiet
from compare.readers.raw import RawText

SAVE_AS_DOCX = "请在 Word 或 WPS 中另存为 .docx；或加 --libreoffice（需装 LibreOffice）"


def read_doc(content: bytes, path: Path) -> RawText:
    """Read an old Word file.

    Raises:
        ReadError: It is encrypted, broken, or of a kind that is not known.
    """
    from doc2docx import convert

    from compare.readers.docx import read_docx

    with TemporaryDirectory() as folder, quiet():
        source, made = Path(folder, "plan.doc"), Path(folder, "plan.docx")
        source.write_bytes(content)
        try:
            convert(source, made)
            docx = made.read_bytes()
        except MemoryError:
            raise
        # What a file made to harm or of an unknown writer raises is not promised.
        except Exception as error:
            told = "这份旧格式的 Word 文件读不了：可能已损坏，或不是 Word 97 以后的格式"
            raise ReadError(f"{told}。{SAVE_AS_DOCX}。") from error
    return replace(read_docx(docx, path), format="doc")

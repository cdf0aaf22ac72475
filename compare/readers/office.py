"""Old Word, WPS and RTF files: LibreOffice makes a .docx of them, which is read as any other.

LibreOffice runs without a window, in a profile of its own that is thrown away, with macros, links and the network
switched off, and is stopped when it takes too long.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from compare.errors import ReadError
from compare.readers.raw import RawText

TIME_LIMIT = 100.0
"""Seconds for one file, fewer than all of its reading may take.
A plan of a hundred pages takes some five, the first start on a slow disk thirty."""

_RTF = b"{\\rtf"
_PROGRAMS = ("soffice", "libreoffice")
_PLACES = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("C:/Program Files/LibreOffice/program/soffice.com"),
    Path("C:/Program Files (x86)/LibreOffice/program/soffice.com"),
)
_OPTIONS = ("--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard", "--nolockcheck")
_NO_PROXY_LISTENS = "9"
"""The discard port of this computer: what LibreOffice sends to the network goes there and is refused."""

# Names and values as in LibreOffice's own schema (officecfg, files Common.xcs, Writer.xcs and Inet.xcs).
_SETTINGS: tuple[tuple[str, str, str], ...] = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Office.Writer/Content/Update", "Field", "false"),
    ("Office.Writer/Content/Update", "Chart", "false"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", _NO_PROXY_LISTENS),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", _NO_PROXY_LISTENS),
)
_SAVE_AS_DOCX = "请在 Word 或 WPS 中另存为 .docx"


def read_office(content: bytes, path: Path) -> RawText:
    """Read an old Word, WPS or RTF file through LibreOffice.

    Raises:
        ReadError: LibreOffice is not there, gave up, or took too long; or the document holds no text.
    """
    program = _program()
    ending = "rtf" if content.startswith(_RTF) else "wps" if path.suffix.lower() == ".wps" else "doc"
    with TemporaryDirectory(prefix="planalign-") as name:
        folder = Path(name)
        converted = _convert(program, content, ending, folder)
    from compare.readers.docx import read_docx  # loaded when the first such file is read

    return replace(read_docx(converted, path), format=ending)


def _program() -> str:
    found = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    found = found or next((str(place) for place in _PLACES if place.is_file()), None)
    if found is None:
        raise ReadError(f"这台电脑上没有找到 LibreOffice（soffice）：请安装后再试，或{_SAVE_AS_DOCX}。")
    return found


def _convert(program: str, content: bytes, ending: str, folder: Path) -> bytes:
    source, out = folder / f"plan.{ending}", folder / "out"
    source.write_bytes(content)
    _write_profile(folder / "profile" / "user")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    _run([program, profile, *_OPTIONS, "--convert-to", "docx", "--outdir", str(out), str(source)], folder)
    try:
        return (out / "plan.docx").read_bytes()
    except OSError:
        raise ReadError(f"LibreOffice 打不开这份文件（可能已损坏或加了密码），{_SAVE_AS_DOCX}。") from None


def _write_profile(user: Path) -> None:
    user.mkdir(parents=True)
    items = "".join(
        f'<item oor:path="/org.openoffice.{group}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
        for group, name, value in _SETTINGS
    )
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>\n',
        encoding="utf-8",
    )


def _run(command: list[str], folder: Path) -> None:
    """Run to the end; the whole group of processes is ended if it takes too long or is interrupted."""
    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, "HOME": str(folder), "SAL_USE_VCLPLUGIN": "svp"},
            stdin=quiet,
            stdout=quiet,
            stderr=quiet,
            start_new_session=True,
        )
    except OSError as error:
        raise ReadError(f"LibreOffice 启动不了（{error.strerror}）：请检查安装，或{_SAVE_AS_DOCX}。") from error
    try:
        process.wait(TIME_LIMIT)
    except subprocess.TimeoutExpired:
        raise ReadError(f"LibreOffice 超过 {TIME_LIMIT:.0f} 秒没有转换完，已停止；{_SAVE_AS_DOCX}。") from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what is left of a group: LibreOffice starts a second process, which outlives the first."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()

"""The command ``planalign`` without its start-up: each run is a process forked from one that has loaded all of it.

Starting Python and loading the libraries takes longer than most of the small folders that tests give the command.
"""

from __future__ import annotations

import gc
import json
import os
import socket
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from platform import system
from tempfile import TemporaryDirectory

_FORMATS = ("--format", "json", "--format", "csv", "--no-cache", "--jobs", "1")
# What stands for the command: it hands over its streams and what it was asked, and ends as the run ends.
_CALL = """#!{python} -SE
import json, os, socket, sys
with socket.socket(socket.AF_UNIX) as served:
    served.connect({address!r})
    socket.send_fds(served, [b"."], [0, 1, 2])
    served.sendall(json.dumps([os.getcwd(), dict(os.environ), sys.argv]).encode())
    served.shutdown(socket.SHUT_WR)
    status = served.recv(1)
sys.exit(status[0] if status else "the run was ended from outside")
"""


@contextmanager
def command() -> Iterator[Path]:
    """Serve the command for as long as it is needed; elsewhere than on Linux the plain one.

    Yields:
        Path of a script that does what ``planalign`` does.
    """
    if system() != "Linux":
        yield Path(sys.executable).parent / "planalign"
        return
    # The address of a socket must be short: it does not lie in the folder of a test.
    with TemporaryDirectory(prefix="planalign-") as folder, socket.socket(socket.AF_UNIX) as listening:
        address, script = Path(folder, "served"), Path(folder, "planalign")
        script.write_text(_CALL.format(python=sys.executable, address=str(address)), encoding="utf-8")
        script.chmod(0o700)
        listening.bind(str(address))
        listening.listen(64)
        start = [sys.executable, "-m", "tests.warm", str(listening.fileno())]
        with subprocess.Popen(start, stdin=subprocess.PIPE, pass_fds=[listening.fileno()]) as server:
            try:
                yield script
            finally:
                server.kill()


def _serve(listening: socket.socket) -> None:
    from compare.cli import main
    from tests import cli_runs

    # Whatever a run loads: of all readers, of a city and counties below it, of the formats that the cases ask for.
    with TemporaryDirectory() as folder, Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        plans = cli_runs.write(Path(folder, "plans"), [name for name in cli_runs.contents() if "规划" in name])
        with redirect_stdout(nowhere), redirect_stderr(nowhere):
            main(["report", str(plans), "-o", f"{folder}/out", *_FORMATS], standalone_mode=False)
    # A run that is killed loses nothing that it has given to the system.
    os.fsync = lambda _: None
    # Children share what is loaded: none of it is looked through for garbage, which would copy it.
    gc.freeze()
    # Children that have ended leave nothing behind.
    while True:
        connection, _ = listening.accept()
        if os.fork() == 0:
            listening.close()
            status = 70
            with suppress(Exception):
                status = _run(connection, main)
            connection.sendall(bytes([status]))
            os._exit(0)
        connection.close()
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


def _run(connection: socket.socket, main: object) -> int:
    _, streams, _, _ = socket.recv_fds(connection, 1, 3)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin, sys.stdout, sys.stderr = (os.fdopen(at, mode) for at, mode in enumerate("rww"))
    folder, environment, sys.argv = json.loads(connection.makefile("rb").read())
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    try:
        main()  # type: ignore[operator]
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except BaseException:
        traceback.print_exc()
        return 70
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))

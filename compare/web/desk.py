"""The desk of one person: the folder that is open, what is being done with it, and its result once there is one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from compare.errors import InputError
from compare.execution import read_limits
from compare.web.asking import malformed
from compare.web.drawer import Drawer
from compare.web.listing import Listing, correct
from compare.web.session import Session, Watched
from reports.wording import Lang


@dataclass(slots=True)
class Work:
    """What is being done, or was done last.

    Attributes:
        what: ``read``, ``compare``, or empty before anything was done.
        stage, done, total: How far it is: name of the stage, plans done and their number.
        fault: Why it came to nothing; empty while it runs, if it was done, and if it was cancelled.
    """

    what: str = ""
    stage: str = ""
    done: int = 0
    total: int = 0
    running: bool = False
    fault: str = ""


class Desk:
    """One folder at a time, from its files to its result.

    Args:
        job_of: Makes of a folder what is read and compared.
        home: Folder of the user's data, for files that are put in and the list of recent folders.
        lang: Language of the pages.
        session: The result that is served from the beginning.

    Attributes:
        session: The result that is served; ``None`` before there is one.
        work: What is being done.
    """

    def __init__(
        self, job_of: Callable[[Path], Watched], home: Path, lang: Lang, session: Session | None = None
    ) -> None:
        self.session, self.lang, self.work = session, lang, Work()
        self._job_of, self._drawer = job_of, Drawer(home)
        self._folder: Path | None = session.folder if session else None
        self._listing: Listing | None = None
        self._cancelled = threading.Event()
        self._lock = threading.Lock()

    def open(self, folder: Path) -> None:
        """Compare a folder, and serve its result.

        Raises:
            InputError: It cannot be compared.
        """
        self.session = Session(self._job_of(folder))
        self._folder = self.session.folder
        self._drawer.remember(self._folder)

    def state(self) -> dict[str, object]:
        """Tell what is open and what is being done, for the start page."""
        folder = self._folder
        return {
            "folder": "" if folder is None else str(folder),
            "own": folder is not None and self._drawer.owns(folder),
            "files": [] if folder is None else self._drawer.files(folder),
            "recent": [str(path) for path in self._drawer.recent()],
            "work": asdict(self.work),
            "listed": None if self._listing is None else self._listing.rows(self.lang),
            "limit": upload_limit(),
            "ready": self.session is not None,
        }

    def choose(self, asked: object) -> None:
        """Open one of the recent folders, or a new one for files that are put in.

        Args:
            asked: ``{"recent": number}`` or ``{"new": name}``.

        Raises:
            InputError: Something else was asked, or work is under way.
        """
        self._refuse_while_working()
        recent = self._drawer.recent()
        match asked:
            case {"recent": int(number)} if 0 <= number < len(recent):
                folder = recent[number]
            case {"new": str(name)}:
                folder = self._drawer.new(name)
            case _:
                raise malformed()
        self._folder, self._listing, self.work = folder, None, Work()

    def put(self, name: str, content: bytes) -> None:
        """Put a file into the open folder.

        Raises:
            InputError: It is of no kind that is read, or the folder is not one of those that were made here.
        """
        self._refuse_while_working()
        if self._folder is None:
            raise malformed()
        self._drawer.put(self._folder, name, content)
        self._listing = None

    def correct(self, asked: object) -> None:
        """Write corrected levels, regions, years, kinds and upper plans to plans.yaml.

        Raises:
            InputError: A value that plans.yaml does not take; it stands as before.
        """
        self._refuse_while_working()
        if self._folder is None or self._listing is None:
            raise malformed()
        correct(self._folder, self._listing, asked, self.lang)

    def begin(self, what: str, unexpected: Callable[[Exception], str]) -> None:
        """Read or compare the open folder in the background.

        Args:
            what: ``read`` or ``compare``.
            unexpected: The sentence for an error that nobody foresaw.

        Raises:
            InputError: Work is under way, or no folder is open.
        """
        with self._lock:
            self._refuse_while_working()
            if self._folder is None or what not in ("read", "compare"):
                raise malformed()
            self.work = Work(what, running=True)
            self._cancelled.clear()
        threading.Thread(target=self._do, args=(self._folder, self.work, unexpected), daemon=True).start()

    def cancel(self) -> None:
        """Give up what is being done, as soon as the plan that is being worked on is done."""
        self._cancelled.set()

    def _refuse_while_working(self) -> None:
        if self.work.running:
            raise InputError("还在运行，请等它结束或先取消。")

    def _do(self, folder: Path, work: Work, unexpected: Callable[[Exception], str]) -> None:
        def watcher(stage: str, done: int, total: int) -> None:
            if self._cancelled.is_set():
                raise _Cancelled
            work.stage, work.done, work.total = stage, done, total

        try:
            job = self._job_of(folder)
            if work.what == "read":
                self._listing = Listing(*job.read(watcher))
            else:
                version = self.session.result.version + 1 if self.session else 1
                self.session = Session(job, watcher, version)
            self._drawer.remember(folder)
        except _Cancelled:
            pass
        except InputError as error:
            work.fault = str(error)
        except Exception as error:
            work.fault = unexpected(error)
        finally:
            work.running = False


def upload_limit() -> int:
    """Return the bytes that one file may have."""
    return read_limits().file_mb * 1024 * 1024


class _Cancelled(Exception):
    """The person at the desk does not want it any more."""

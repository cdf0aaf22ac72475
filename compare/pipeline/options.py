"""By what means a run is done."""

from __future__ import annotations

from compare.execution import Cache, Engine, Progress, silent
from compare.judge import Answering
from compare.model import Record


class RunOptions(Record, frozen=True):
    """By what means plans are read and compared; what is found depends on ``libreoffice`` and ``second`` alone.

    Attributes:
        jobs: Number of processes; the number of cores if ``None``.
        cache: What earlier runs found is taken up, and what is found is kept; ``None`` to do everything anew.
        progress: Called with stage, items done and total.
        scheduler: Address of a dask scheduler whose workers do the work; ``None`` for this machine.
        second: Is asked what is not sure; ``None`` to ask nobody.
        libreoffice: WPS and RTF files, and Word files that cannot be read otherwise, may be converted with LibreOffice.
    """

    jobs: int | None = None
    cache: Cache | None = None
    progress: Progress = silent
    scheduler: str | None = None
    libreoffice: bool = False
    second: Answering | None = None

    def engine(self) -> Engine:
        """Return the engine that does stages by these means.

        Raises:
            InputError: The address of the scheduler is none that may be used.
        """
        return Engine(self.jobs, self.cache, self.progress, self.scheduler)


DEFAULTS = RunOptions()
"""All cores of this machine, nothing kept, nothing told."""

"""By what means stages are done: over cores, with what earlier runs found, one file kept from taking all."""

from compare.execution.cache import Cache, Info, default_folder, usual_limit
from compare.execution.engine import Engine, Packed
from compare.execution.fingerprint import key_of
from compare.execution.limits import read_limits, refuse_beyond, to_widen
from compare.execution.parallel import ENDED, Progress, collect_seldom, one_thread, silent
from compare.execution.sandbox import dismiss, guarded
from compare.execution.third_party import bare, quiet, without

__all__ = [
    "Cache",
    "ENDED",
    "Engine",
    "Info",
    "Packed",
    "Progress",
    "bare",
    "collect_seldom",
    "default_folder",
    "dismiss",
    "guarded",
    "key_of",
    "read_limits",
    "one_thread",
    "quiet",
    "refuse_beyond",
    "silent",
    "to_widen",
    "usual_limit",
    "without",
]

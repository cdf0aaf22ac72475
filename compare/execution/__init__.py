"""By what means stages are done: over cores, with what earlier runs found, one file kept from taking all."""

from compare.engine.cache import Cache, Info, default_folder, usual_limit
from compare.engine.fingerprint import key_of
from compare.engine.guarding import dismiss, guarded
from compare.engine.running import Engine, Packed
from compare.engine.spreading import Progress, collect_seldom, one_thread, silent

__all__ = [
    "Cache",
    "Engine",
    "Info",
    "Packed",
    "Progress",
    "collect_seldom",
    "default_folder",
    "dismiss",
    "guarded",
    "key_of",
    "one_thread",
    "silent",
    "usual_limit",
]

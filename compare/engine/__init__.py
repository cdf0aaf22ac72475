"""By what means stages are done: how they are spread over cores, and what earlier runs found."""

from compare.engine.cache import Cache, Info, default_folder, usual_limit
from compare.engine.fingerprint import key_of
from compare.engine.running import Engine, Packed
from compare.engine.spreading import Progress, one_thread, silent

__all__ = [
    "Cache",
    "Engine",
    "Info",
    "Packed",
    "Progress",
    "default_folder",
    "key_of",
    "one_thread",
    "silent",
    "usual_limit",
]

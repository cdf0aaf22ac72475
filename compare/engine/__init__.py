"""How stages are spread over cores, and how one file is kept from taking all."""

from compare.engine.guarding import dismiss, guarded
from compare.engine.spreading import Progress, in_turn, one_thread, silent, spread

__all__ = ["Progress", "dismiss", "guarded", "in_turn", "one_thread", "silent", "spread"]

"""How stages are spread over cores."""

from compare.engine.spreading import Progress, in_turn, one_thread, silent, spread

__all__ = ["Progress", "in_turn", "one_thread", "silent", "spread"]

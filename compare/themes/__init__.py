"""Policy themes: theme files, the general dictionary, and the themes discovered from the upper plans."""

from compare.themes.discovery import Proposal, discover, of_its_own, upper_plans, with_discovered
from compare.themes.discovery.known import Known
from compare.themes.discovery.recall import recalled
from compare.themes.load import general_themes, given_themes, load_themes
from compare.themes.spoken import field_of_title, spoken_of

__all__ = [
    "Known",
    "Proposal",
    "discover",
    "field_of_title",
    "general_themes",
    "given_themes",
    "load_themes",
    "spoken_of",
    "of_its_own",
    "recalled",
    "upper_plans",
    "with_discovered",
]

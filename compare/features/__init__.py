"""One plan as all later rooms see it: texts, words, roles and headings of its clauses, each found once."""

from compare.features.boilerplate import Commitments, Hashes, Shingles, formulas_of
from compare.features.plan_features import Reading
from compare.features.refusals import refused_in, refusing
from compare.features.rhetoric import is_mere_direction, is_slogan, letters
from compare.features.roles import is_concrete, roles_of, says_what_to_do
from compare.features.sharing import Sharing

__all__ = [
    "Commitments",
    "Hashes",
    "Reading",
    "Sharing",
    "Shingles",
    "formulas_of",
    "is_concrete",
    "is_mere_direction",
    "is_slogan",
    "letters",
    "refused_in",
    "refusing",
    "roles_of",
    "says_what_to_do",
]

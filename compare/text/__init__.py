"""Characters, words, numbers and place names: what every room that reads text builds on."""

from compare.text import ngrams
from compare.text.folding import Folded, fold, fold_codes, folded
from compare.text.gazetteer import (
    MUNICIPAL,
    NATION,
    REGIONS,
    Area,
    areas_called,
    find_areas,
    holders_of,
    initials,
    is_place,
    named_areas,
    parts_of,
    regions,
    short_name,
)
from compare.text.ngrams import mixed, share_of
from compare.text.numbering import (
    CAPTION,
    DASH,
    NUMERAL,
    ORDINAL,
    STYLES,
    begins_item,
    ends_with_number,
    leader,
    numbered_rank,
    without_leader,
)
from compare.text.periods import number_of, years_of
from compare.text.quantities import GRANTED, QUOTED, set_figures
from compare.text.tokens import content_words, cut, is_content, rarity

__all__ = [
    "Area",
    "CAPTION",
    "DASH",
    "Folded",
    "GRANTED",
    "MUNICIPAL",
    "NATION",
    "NUMERAL",
    "ORDINAL",
    "QUOTED",
    "REGIONS",
    "STYLES",
    "areas_called",
    "begins_item",
    "content_words",
    "cut",
    "ends_with_number",
    "find_areas",
    "fold",
    "fold_codes",
    "folded",
    "holders_of",
    "initials",
    "is_content",
    "is_place",
    "leader",
    "mixed",
    "named_areas",
    "ngrams",
    "number_of",
    "numbered_rank",
    "parts_of",
    "rarity",
    "regions",
    "set_figures",
    "share_of",
    "short_name",
    "without_leader",
    "years_of",
]

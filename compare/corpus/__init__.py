"""A folder or plans.yaml -> the plans to read; what nobody wrote down is inferred from title, text and gazetteer."""

from compare.corpus.alone import find_alone
from compare.corpus.duplicates import Doubles, copies_of
from compare.corpus.entries import Corpus, Entry
from compare.corpus.links import link_uppers
from compare.corpus.listing import find_plans, given_plans, list_folder, listed_plans
from compare.corpus.manifest_edit import CORRECTED, corrected_manifest
from compare.corpus.manifest_template import starting_manifest
from compare.corpus.metadata import Identity, identify
from compare.corpus.parts import parts_of_plans

__all__ = [
    "CORRECTED",
    "Corpus",
    "Doubles",
    "copies_of",
    "Entry",
    "Identity",
    "corrected_manifest",
    "find_alone",
    "find_plans",
    "given_plans",
    "identify",
    "link_uppers",
    "list_folder",
    "listed_plans",
    "parts_of_plans",
    "starting_manifest",
]

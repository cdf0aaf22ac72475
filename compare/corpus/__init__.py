"""A folder or plans.yaml -> the plans to read; what nobody wrote down is inferred from title, text and gazetteer."""

from compare.corpus.entries import Corpus, Entry
from compare.corpus.identity import Identity, identify
from compare.corpus.links import link_uppers
from compare.corpus.listing import find_plans, given_plans

__all__ = ["Corpus", "Entry", "Identity", "find_plans", "given_plans", "identify", "link_uppers"]

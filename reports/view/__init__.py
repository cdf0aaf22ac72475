"""Rows of a Comparison, as every format shows them."""

"""The order of the stages: plans in, one ``Comparison`` out."""

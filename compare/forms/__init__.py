"""Files and tables that a person fills in: every fault of one is told at once."""

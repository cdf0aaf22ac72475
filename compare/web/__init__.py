"""The page of a folder on this machine, kept up to date, with a box for drafts."""

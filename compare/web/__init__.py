"""The page of a folder on this machine, kept up to date, with a box for drafts."""

from compare.web.loopback import ADDRESS, Loopback
from compare.web.session import Session

__all__ = [
    "ADDRESS",
    "Loopback",
    "Session",
]

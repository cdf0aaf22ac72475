"""The workbench: the page of a folder on this machine, kept up to date, in which the work is done."""

from compare.web.desk import Desk
from compare.web.server import ADDRESS, Loopback, doorstep
from compare.web.session import Session

__all__ = [
    "ADDRESS",
    "Desk",
    "Loopback",
    "Session",
    "doorstep",
]

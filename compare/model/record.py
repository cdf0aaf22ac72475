"""What all data that passes between the rooms is made of."""

from __future__ import annotations

import msgspec


class Record(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """Named values that never change; nothing in them refers back.

    There are hundreds of thousands: this is made in a tenth of the time of a frozen dataclass, is nothing to look
    through for the garbage collector, and is packed without the names of its fields.
    """

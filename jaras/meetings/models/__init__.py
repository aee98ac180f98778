"""Meetings with their series, those invited, what is spoken of, what came of it."""

from jaras.meetings.models.items import AskedItem, BellReading, Decision, Item, Spoken
from jaras.meetings.models.meetings import Invitation, Meeting
from jaras.meetings.models.minutes import Amendment, Minutes
from jaras.meetings.models.series import Series, SeriesMember

__all__ = [
    "Amendment",
    "AskedItem",
    "BellReading",
    "Decision",
    "Invitation",
    "Item",
    "Meeting",
    "Minutes",
    "Series",
    "SeriesMember",
    "Spoken",
]

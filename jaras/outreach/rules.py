"""What may be said to those who spoke to us."""

from enum import StrEnum


class OutreachVerb(StrEnum):
    ANSWER = "outreach.answer"

"""What may be done with webhooks."""

from enum import StrEnum


class HooksVerb(StrEnum):
    MANAGE = "hooks.manage"

"""What may be done with figures."""

from enum import StrEnum


class SteeringVerb(StrEnum):
    EXPORT = "steering.export"

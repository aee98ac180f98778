"""What may be done in inclusion."""

from enum import StrEnum


class InclusionVerb(StrEnum):
    READ = "inclusion.read"
    WRITE = "inclusion.write"

"""What may be done in care."""

from enum import StrEnum


class CareVerb(StrEnum):
    READ = "care.read"
    ACT = "care.act"
    ASSESS = "care.assess"
    REFER = "care.refer"
    ANSWER = "care.answer"

"""What is wrong in a row of a register, with whether it can be written all the same."""

from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """Each has its sentence, which says what to do."""

    # the row is not written
    DAY_MISSING = "day_missing"
    DAY_UNREADABLE = "day_unreadable"
    NO_SUCH_DAY = "no_such_day"
    DAY_TO_COME = "day_to_come"
    DAY_FAR = "day_far"
    KIND_MISSING = "kind_missing"
    KIND_UNKNOWN = "kind_unknown"
    POLE_UNKNOWN = "pole_unknown"
    POLE_OTHER = "pole_other"
    NIGHTS_UNREADABLE = "nights_unreadable"
    NIGHTS_ELSEWHERE = "nights_elsewhere"
    NIGHTS_TOO_MANY = "nights_too_many"
    TIMES_UNREADABLE = "times_unreadable"
    TIMES_TOO_MANY = "times_too_many"
    COST_UNREADABLE = "cost_unreadable"
    COST_TOO_HIGH = "cost_too_high"
    TOO_LONG = "too_long"
    # the row is not written, because it is there
    ALREADY = "already"
    TWICE = "twice"
    # the row is written without it
    COST_ROUNDED = "cost_rounded"
    SEX_UNKNOWN = "sex_unknown"
    AGE_UNREADABLE = "age_unreadable"
    BORN_UNREADABLE = "born_unreadable"
    COMMUNE_UNKNOWN = "commune_unknown"
    PUBLIC_UNKNOWN = "public_unknown"
    ORIGIN_UNKNOWN = "origin_unknown"
    CHANNEL_UNKNOWN = "channel_unknown"
    ORGANISATION_UNKNOWN = "organisation_unknown"


ASIDE = (Code.ALREADY, Code.TWICE)
LEFT_OUT = (
    Code.COST_ROUNDED,
    Code.SEX_UNKNOWN,
    Code.AGE_UNREADABLE,
    Code.BORN_UNREADABLE,
    Code.COMMUNE_UNKNOWN,
    Code.PUBLIC_UNKNOWN,
    Code.ORIGIN_UNKNOWN,
    Code.CHANNEL_UNKNOWN,
    Code.ORGANISATION_UNKNOWN,
)
# Words that a member may teach: which list they belong to.
TEACHABLE = {
    Code.KIND_UNKNOWN: "kind",
    Code.POLE_UNKNOWN: "pole",
    Code.PUBLIC_UNKNOWN: "public",
    Code.COMMUNE_UNKNOWN: "commune",
    Code.SEX_UNKNOWN: "sex",
    Code.ORIGIN_UNKNOWN: "origin",
    Code.CHANNEL_UNKNOWN: "channel",
}


@dataclass(frozen=True)
class Fault:
    """One thing wrong in one row: in which column, with what was written there."""

    code: Code
    column: str
    value: str = ""

    @property
    def stops(self) -> bool:
        return self.code not in LEFT_OUT

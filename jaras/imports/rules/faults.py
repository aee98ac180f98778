"""What is wrong in an entry, with whether it can be written all the same."""

from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """Each has its sentence, which says what to do."""

    # the entry is not written
    WORD_UNKNOWN = "word_unknown"
    NAME_MISSING = "name_missing"
    KIND_MISSING = "kind_missing"
    SERVICE_MISSING = "service_missing"
    TOO_LONG = "too_long"
    EMAIL = "email"
    NUMBER = "number"
    FLAG = "flag"
    DAY = "day"
    ENDS_BEFORE = "ends_before"
    AGES = "ages"
    FEE = "fee"
    WARNING = "warning"
    HOURS = "hours"
    WEEK = "week"
    FUNCTION_MISSING = "function_missing"
    REACH_MISSING = "reach_missing"
    WITH_MISSING = "with_missing"
    SUBJECT_MISSING = "subject_missing"
    BEGINS_MISSING = "begins_missing"
    FORMULA = "formula"
    OWNER_MISSING = "owner_missing"
    OWNER_UNKNOWN = "owner_unknown"
    OWNER_REFUSED = "owner_refused"
    OWNER_OTHER = "owner_other"
    NAME_OF_TWO = "name_of_two"
    TWICE = "twice"
    RETIRED = "retired"
    SHAPE = "shape"
    DIFFERS = "differs"
    # the entry is written without it
    AREA_LEFT_OUT = "area_left_out"
    HOURS_LEFT_OUT = "hours_left_out"
    COST_LEFT_OUT = "cost_left_out"
    LANGUAGE_LEFT_OUT = "language_left_out"
    LONG_LEFT_OUT = "long_left_out"


LEFT_OUT = (
    Code.AREA_LEFT_OUT,
    Code.HOURS_LEFT_OUT,
    Code.COST_LEFT_OUT,
    Code.LANGUAGE_LEFT_OUT,
    Code.LONG_LEFT_OUT,
)


@dataclass(frozen=True)
class Fault:
    """One thing wrong: in which field, with what was written there; in which row where it is another one."""

    code: Code
    field: str = ""
    value: str = ""
    where: str = ""
    number: int = 0

    @property
    def stops(self) -> bool:
        return self.code not in LEFT_OUT

    def packed(self) -> list[str | int]:
        return [self.code.value, self.field, self.value, self.where, self.number]

    @classmethod
    def of(cls, code: str, field: str, value: str, where: str, number: int) -> "Fault":
        return cls(Code(code), field, value, where, number)

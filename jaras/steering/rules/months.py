"""Months, years, what stands before them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, order=True)
class Month:
    """One month of one year."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(day.year, day.month)

    @classmethod
    def read(cls, text: str) -> "Month | None":
        """`2026-11`, or nothing where the text is something else."""
        year, dash, number = text.partition("-")
        if not (dash and year.isdecimal() and number.isdecimal() and len(year) == 4 and len(number) == 2):
            return None
        return cls(int(year), int(number)) if 1 <= int(number) <= 12 and int(year) >= 1 else None

    def plus(self, months: int) -> "Month":
        year, number = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(year, number + 1)

    @property
    def first_day(self) -> date:
        return date(self.year, self.number, 1)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"


@dataclass(frozen=True)
class Period:
    """From one month to another, both within."""

    first: Month
    last: Month

    @property
    def length(self) -> int:
        return (self.last.year - self.first.year) * 12 + self.last.number - self.first.number + 1

    def months(self) -> Iterator[Month]:
        return (self.first.plus(number) for number in range(self.length))

    def shifted(self, months: int) -> "Period":
        return Period(self.first.plus(months), self.last.plus(months))

    @property
    def before(self) -> "Period":
        """What came just before, as long."""
        return self.shifted(-self.length)

    @property
    def year_before(self) -> "Period":
        return self.shifted(-12)

    @property
    def is_year(self) -> bool:
        return self.length == 12 and self.first.number == 1

    def parts(self) -> list[str]:
        """The same in as few parts as counters have: whole years, then months."""
        found: list[str] = []
        month = self.first
        while month <= self.last:
            if month.number == 1 and month.plus(11) <= self.last:
                found.append(f"{month.year:04}")
                month = month.plus(12)
            else:
                found.append(str(month))
                month = month.plus(1)
        return found

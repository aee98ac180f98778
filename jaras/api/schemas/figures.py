"""Figures as the interface gives them: what is not told is null."""

from ninja import Schema
from pydantic import Field

from jaras.kernel.coded import CodedList, Item
from jaras.steering.queries import Told, ToldDelays
from jaras.steering.rules import DIMENSIONS_OF, LEAST, STEPS_OF, Unit

NOT_TOLD = "Null: too few to be told to this caller."
LANGUAGES = ("fr", "ar", "en")


class Count(Schema):
    value: str = Field(description="A code of the dimension; empty: not said.")
    number: int | None = Field(description=NOT_TOLD)


class MonthCount(Schema):
    month: str
    number: int | None = Field(description=NOT_TOLD)


class Totals(Schema):
    """How many in this period, in the one before, a year earlier."""

    now: int | None = Field(description=NOT_TOLD)
    before: int | None = Field(description=NOT_TOLD)
    year_before: int | None = Field(description=NOT_TOLD)


class DelaysOut(Schema):
    """How long a step took."""

    median_minutes: int | None = Field(description=NOT_TOLD)
    within: list[int | None] = Field(description="15 minutes, an hour, a day, a week, later.")
    waiting: int | None = Field(description=NOT_TOLD)

    @staticmethod
    def of(delays: ToldDelays) -> "DelaysOut":
        median = delays.median
        return DelaysOut(
            median_minutes=None if median is None else int(median.total_seconds()) // 60,
            within=list(delays.within),
            waiting=delays.waiting,
        )


class Board(Schema):
    """The board of one period: five totals, one unit told apart, how long steps took."""

    first: str = Field(description="The first month.")
    last: str = Field(description="The last month.")
    unit: Unit
    kept: str
    whole: bool = Field(description="Nothing is hidden from this caller.")
    least: int = Field(description="Smaller numbers are not told, nor those that would give them away.")
    not_counted_yet: int
    totals: dict[str, Totals]
    months: list[MonthCount]
    apart: dict[str, list[Count]]
    delays: dict[str, DelaysOut]

    @staticmethod
    def of(told: Told) -> "Board":
        wanted = told.board.wanted
        period = wanted.period
        return Board(
            first=str(period.first),
            last=str(period.last),
            unit=wanted.unit,
            kept=wanted.kept,
            whole=told.whole,
            least=LEAST,
            not_counted_yet=told.board.waiting,
            totals={
                unit: Totals(
                    now=told.total(unit, period),
                    before=told.total(unit, period.before),
                    year_before=told.total(unit, period.year_before),
                )
                for unit in Unit
            },
            months=[
                MonthCount(month=str(month), number=told.month(wanted.unit, str(month)))
                for month in wanted.trend
            ],
            apart={
                dimension: [
                    Count(value=value, number=number) for value, number in told.apart(dimension).items()
                ]
                for dimension in DIMENSIONS_OF[wanted.unit]
            },
            delays={step: DelaysOut.of(told.delays(step)) for steps in STEPS_OF.values() for step in steps},
        )


class Definition(Schema):
    """A word with its published definition."""

    code: str
    name_fr: str
    name_ar: str
    name_en: str
    says_fr: str
    says_ar: str
    says_en: str

    @staticmethod
    def all(items: CodedList) -> list["Definition"]:
        return [Definition._of(item) for item in items]

    @staticmethod
    def _of(item: Item) -> "Definition":
        says = {f"says_{language}": str(item.more.get(f"says_{language}", "")) for language in LANGUAGES}
        return Definition(
            code=item.code, name_fr=item.name_fr, name_ar=item.name_ar, name_en=item.name_en, **says
        )


class Definitions(Schema):
    """What is counted, in what it is told apart, which delays are measured."""

    units: list[Definition]
    dimensions: list[Definition]
    delays: list[Definition]

"""From the cells of a row to the intervention that it tells."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

from jaras.kernel.folding import fold, is_arabic
from jaras.registers.rules import values
from jaras.registers.rules.faults import Code, Fault
from jaras.registers.rules.headings import key
from jaras.registers.rules.lines import Dictionary, Line, split_name
from jaras.registers.rules.values import BadValue, Wrong
from jaras.registers.rules.workbooks import Cell, Row

NOON = time(12)
SHORT, NAME, ARABIC_NAME, PLACE, NOTE, TELEPHONE = 60, 80, 160, 200, 4000, 40
MOST_NIGHTS, MOST_COST, FIRST_BIRTH = 366, 1_000_000, date(1890, 1, 1)
MOST_TIMES = 500
AMOUNTS = ("times", "nights", "cost")
_SEVERAL = re.compile(r"[,;/+\n،؛]")
_BLANK = re.compile(r"[-–—/.?*xX0]{1,3}|n/?a|neant|rien|لا شيء", re.IGNORECASE)


class Understanding:
    """Reads rows under one naming of the columns."""

    def __init__(self, columns: Mapping[str, int], dictionary: Dictionary, *, family_first: bool) -> None:
        self.columns, self.words, self.family_first = columns, dictionary, family_first

    def line(self, row: Row) -> Line:
        """The row; what could not be taken is among its faults."""
        return _Reading(self, row).line()


class _Reading:
    def __init__(self, understanding: Understanding, row: Row) -> None:
        self.columns, self.words = understanding.columns, understanding.words
        self.family_first = understanding.family_first
        self.row = row
        self.faults: list[Fault] = []

    def cell(self, column: str) -> Cell:
        place = self.columns.get(column)
        if place is None or place >= len(self.row.cells):
            return None
        if column in AMOUNTS and place in self.row.filled:
            return None  # a merged amount is counted once, in its first row
        value = self.row.cells[place]
        if isinstance(value, str) and _BLANK.fullmatch(value):
            return None if column not in AMOUNTS else (0 if value == "0" else None)
        return value

    def text(self, column: str, limit: int) -> str:
        value = self.cell(column)
        text = "" if value is None else str(value)
        if len(text) > limit:
            self.fault(Code.TOO_LONG, column, text[:SHORT])
            return text[:limit]
        return text

    def fault(self, code: Code, column: str, value: Cell = "") -> None:
        self.faults.append(Fault(code, column, str(value or "")[:SHORT]))

    def line(self) -> Line:
        given_name, family_name, arabic_name = self.names()
        line = Line(
            number=self.row.number,
            moment=self.moment(),
            kind=self.kind(),
            father_name=self.text("father_name", NAME),
            person_number=self.text("person_number", NAME),
            case_number=self.text("case_number", NAME),
            sex=self.known("sex", self.words.sexes, Code.SEX_UNKNOWN),
            age=self.age(),
            born_on=self.born_on(),
            telephone=self.text("telephone", TELEPHONE),
            publics=self.publics(),
            place=self.text("place", PLACE),
            times=self.times(),
            origin=self.known("origin", self.words.origins, Code.ORIGIN_UNKNOWN),
            channel=self.known("channel", self.words.channels, Code.CHANNEL_UNKNOWN),
            nights=self.nights(),
            cost=self.cost(),
            note=self.text("note", NOTE),
            given_name=given_name,
            family_name=family_name,
            arabic_name=arabic_name,
        )
        line = self.whereabouts(line)
        line = self.partner(line)
        self.nights_belong(line)
        return replace(line, faults=tuple(self.faults))

    def moment(self) -> datetime:
        nothing = datetime.combine(self.words.earliest, NOON, tzinfo=self.words.zone)
        cell = self.cell("day")
        if cell is None:
            self.fault(Code.DAY_MISSING, "day")
            return nothing
        try:
            day, clock = values.moment(cell)
        except BadValue as bad:
            wrong = Code.NO_SUCH_DAY if bad.wrong is Wrong.NO_SUCH_DAY else Code.DAY_UNREADABLE
            self.fault(wrong, "day", cell)
            return nothing
        moment = datetime.combine(day, clock or NOON, tzinfo=self.words.zone)
        if day < self.words.earliest:
            self.fault(Code.DAY_FAR, "day", cell)
        elif moment > self.words.now:
            if clock is None and day == self.words.now.astimezone(self.words.zone).date():
                return moment.replace(hour=0)  # today without an hour: it is past, whatever the hour is now
            self.fault(Code.DAY_TO_COME, "day", cell)
        return moment

    def kind(self) -> str:
        cell = self.cell("kind")
        if cell is None:
            self.fault(Code.KIND_MISSING, "kind")
            return ""
        code = self.words.kinds.get(key(cell), "")
        if not code:
            self.fault(Code.KIND_UNKNOWN, "kind", cell)
        pole = self.known("pole", self.words.poles, Code.POLE_UNKNOWN)
        if pole and code and pole != self.words.pole_of[code]:
            self.fault(Code.POLE_OTHER, "pole", self.cell("pole"))
        return code

    def known(self, column: str, words: Mapping[str, str], unknown: Code) -> str:
        """The code of the cell's word, or the fault of not knowing it."""
        cell = self.cell(column)
        if cell is None:
            return ""
        code = words.get(key(cell), "")
        if not code:
            self.fault(unknown, column, cell)
        return code

    def publics(self) -> tuple[str, ...]:
        cell = self.cell("public")
        if cell is None:
            return ()
        whole = self.words.publics.get(key(cell))
        if whole:
            return (whole,)
        found: dict[str, None] = {}
        for part in _SEVERAL.split(str(cell)):
            if key(part):
                code = self.words.publics.get(key(part))
                if code:
                    found[code] = None
                else:
                    self.fault(Code.PUBLIC_UNKNOWN, "public", part.strip())
        return tuple(found)

    def age(self) -> int | None:
        cell = self.cell("age")
        try:
            return None if cell is None else values.age(cell)
        except BadValue:
            self.fault(Code.AGE_UNREADABLE, "age", cell)
            return None

    def born_on(self) -> date | None:
        cell = self.cell("born_on")
        try:
            day = None if cell is None else values.born(cell, before=self.words.now.date())
        except BadValue:
            day = date.min
        if day is not None and not FIRST_BIRTH <= day <= self.words.now.date():
            self.fault(Code.BORN_UNREADABLE, "born_on", cell)
            return None
        return day

    def times(self) -> int:
        """A row tells of one intervention, unless it counts them."""
        cell = self.cell("times")
        try:
            times = 1 if cell is None else values.count(cell)
        except BadValue:
            times = 0
        if times < 1:
            self.fault(Code.TIMES_UNREADABLE, "times", "0" if cell == 0 else cell)
        elif times > MOST_TIMES:
            self.fault(Code.TIMES_TOO_MANY, "times", cell)
        return times

    def nights(self) -> int:
        cell = self.cell("nights")
        try:
            nights = 0 if cell is None else values.count(cell)
        except BadValue:
            self.fault(Code.NIGHTS_UNREADABLE, "nights", cell)
            return 0
        if nights > MOST_NIGHTS:
            self.fault(Code.NIGHTS_TOO_MANY, "nights", cell)
        return nights

    def nights_belong(self, line: Line) -> None:
        if line.nights and line.kind and line.kind not in self.words.sheltering:
            self.fault(Code.NIGHTS_ELSEWHERE, "nights", line.nights)

    def cost(self) -> Decimal | None:
        cell = self.cell("cost")
        try:
            cost = None if cell is None else values.amount(cell)
        except BadValue:
            self.fault(Code.COST_UNREADABLE, "cost", cell)
            return None
        if cost is not None and not 0 <= cost <= MOST_COST:
            self.fault(Code.COST_TOO_HIGH, "cost", cell)
        elif isinstance(cell, float) and cost != Decimal(str(cell)):
            self.fault(Code.COST_ROUNDED, "cost", cell)
        return cost

    def names(self) -> tuple[str, str, str]:
        """Given name, family name, name in Arabic, from the columns that hold them."""
        given, family = self.text("given_name", NAME), self.text("family_name", NAME)
        arabic, whole = self.text("arabic_name", ARABIC_NAME), self.text("full_name", ARABIC_NAME)
        if is_arabic(fold(given + family)):
            arabic, given, family = arabic or f"{given} {family}".strip(), "", ""
        if is_arabic(fold(whole)):
            arabic = arabic or whole
        elif whole and not (given or family):
            given, family = split_name(whole, family_first=self.family_first)
        return given[:NAME], family[:NAME], arabic

    def whereabouts(self, line: Line) -> Line:
        """The commune; a name we do not know stays readable in the place."""
        cell = self.cell("commune")
        if cell is None:
            return line
        code = self.words.communes.get(key(cell), "")
        if code:
            return replace(line, commune=code)
        self.fault(Code.COMMUNE_UNKNOWN, "commune", cell)
        return replace(line, place=_joined(line.place, str(cell))[:PLACE])

    def partner(self, line: Line) -> Line:
        cell = self.cell("organisation")
        if cell is None:
            return line
        organisation = self.words.organisations.get(key(cell))
        if organisation:
            return replace(line, organisation=organisation)
        self.fault(Code.ORGANISATION_UNKNOWN, "organisation", cell)
        return replace(line, note=_joined(line.note, str(cell))[:NOTE])


def _joined(*texts: str) -> str:
    return " · ".join(filter(None, texts))

"""What a file changes in the directory, in the words of the reader."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from jaras.imports import queries
from jaras.imports.lists import fields, sheets
from jaras.imports.models import DirectoryImport
from jaras.imports.queries import Change, Plan, Verdict, Words
from jaras.imports.queries.sentences import ENTRIES
from jaras.imports.queries.told import Row, told
from jaras.imports.rules import HOURS, Fault, Kind, Noticed
from jaras.partners.lists import services
from jaras.partners.models import Organisation
from jaras.partners.queries import week
from jaras.partners.rules import read_day

A_PAGE = 50
GROUPS = {
    Verdict.REFUSED: pgettext_lazy("entries", "Refused"),
    Verdict.CHANGED: pgettext_lazy("entries", "Changed"),
    Verdict.ADDED: pgettext_lazy("entries", "Added"),
    Verdict.SAME: pgettext_lazy("entries", "As they are"),
}
KINDS = {
    Kind.ORGANISATION: gettext_lazy("Organisation"),
    Kind.SITE: gettext_lazy("Site"),
    Kind.SERVICE: gettext_lazy("Service"),
    Kind.CONTACT: gettext_lazy("Contact"),
    Kind.CONVENTION: gettext_lazy("Convention"),
}
WEEKS = {"hours": gettext_lazy("Hours"), "ramadan_hours": gettext_lazy("Hours in Ramadan")}
NOTICED = {
    "sheet": gettext_lazy("This sheet is none of the directory, nothing of it was read:"),
    "strange": gettext_lazy("What stands here is neither an organisation nor a service, it was not read:"),
    "heading": gettext_lazy("This heading is none of its sheet, its column was not read:"),
}


@dataclass(frozen=True)
class Shown:
    """One entry as the page tells it."""

    name: str
    kind: Any
    of: str
    address: str
    where: str
    by_words: bool
    faults: Sequence[tuple[Any, Any, str, bool]]  # which field, what to do, what is written, whether it stops
    differences: Sequence[tuple[Any, str, str]]  # which field, what stands there, what comes


def shown(planned: Plan, *, group: str, after: str) -> dict[str, Any]:
    """One group of entries, a page of it; without a choice, the first that holds any."""
    full = [verdict for verdict in GROUPS if planned.of(verdict)]
    chosen = Verdict(group) if group in {each.value for each in Verdict} else full[0]
    entries = planned.of(chosen)
    begin = min(int(after), len(entries)) if after.isascii() and after.isdigit() else 0
    telling = _Telling(Words())
    return {
        "groups": [(each.value, GROUPS[each], each is chosen, len(planned.of(each))) for each in GROUPS],
        "group": chosen.value,
        "entries": [telling.entry(each) for each in entries[begin : begin + A_PAGE]],
        "next": str(begin + A_PAGE) if begin + A_PAGE < len(entries) else "",
        "begun": begin > 0,
    }


def noticed(rows: Sequence[Noticed]) -> list[tuple[Any, str]]:
    return [(NOTICED[each.code], each.words) for each in rows]


def stays(imported: DirectoryImport) -> Iterator[tuple[str, Any, str, list[Any]]]:
    """What was not taken back, by its name, with the fields that somebody changed since."""
    telling = _Telling(Words())
    for kind, row, names in queries.stays(imported):
        of = row if isinstance(row, Organisation) else row.organisation
        name = telling.name(kind, told(kind, row)) if not isinstance(row, Organisation) else row.name
        labels = [telling.label(kind, each) for each in names]
        yield f"{name} · {of.name}" if of is not row else name, KINDS[kind], _address(of), labels


class _Telling:
    """One page of entries."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def entry(self, change: Change) -> Shown:
        row, kind = change.row, change.kind
        differences = [] if change.verdict is Verdict.REFUSED else change.differences
        return Shown(
            name=self.name(kind, change.values | _unread(change)),
            kind=KINDS[kind],
            of=self._owner(change),
            address=_address(row if row is not None else change.owner),
            where=_where(change.entry.where, change.entry.number),
            by_words=change.by_words,
            faults=[self._fault(kind, each) for each in change.faults],
            differences=[
                (self.label(kind, each.field), self.value(kind, each.field, each.old),
                 self.value(kind, each.field, each.new))
                for each in differences
            ],
        )  # fmt: skip

    def name(self, kind: Kind, values: dict[str, Any]) -> str:
        match kind:
            case Kind.SERVICE:
                item = services().get(values["code"])
                return self.words.word(item) if item else values["code"] or "–"
            case Kind.CONVENTION:
                return " · ".join(filter(None, (values["with_whom"], values["subject"]))) or "–"
        first, second = ("function_fr", "function_ar") if kind is Kind.CONTACT else ("name_fr", "name_ar")
        if self.words.language == "ar":
            first, second = second, first
        return str(values[first] or values[second] or "–")

    def label(self, kind: Kind, name: str) -> Any:
        """The heading of its column, without what stands in its brackets."""
        if name in WEEKS:
            return WEEKS[name]
        columns = sheets()[kind].columns
        column = columns.get(name) or sheets()["hours"].columns.get(name)
        return self.words.word(column.item).partition("(")[0].strip() if column else ""

    def value(self, kind: Kind, name: str, value: Any) -> str:
        if name in HOURS:
            hours = [each for day, line in enumerate(value) for each in read_day(line, day)]
            return " · ".join(f"{days} {clock}" for days, clock in week(hours))
        return str(self.words.cell(fields(kind)[name], value))

    def _owner(self, change: Change) -> str:
        if isinstance(change.owner, Organisation):
            return change.owner.name
        if isinstance(change.owner, Change):
            return self.name(Kind.ORGANISATION, change.owner.values)
        return change.entry.of_name

    def _fault(self, kind: Kind, fault: Fault) -> tuple[Any, Any, str, bool]:
        where = _where(fault.where, fault.number) if fault.where else ""
        label = " · ".join(filter(None, (str(self.label(kind, fault.field)), where)))
        return label, ENTRIES[fault.code], fault.value, fault.stops


def _unread(change: Change) -> dict[str, Any]:
    """What was not understood is called by its own word."""
    return {fault.field: fault.value for fault in change.faults if fault.field == "code" and fault.value}


def _where(where: str, number: int) -> str:
    return _("%(sheet)s, row %(number)d") % {"sheet": where, "number": number} if number else where


def _address(row: "Row | Change | None") -> str:
    """The page of its organisation, where it has one already."""
    if row is None or isinstance(row, Change):
        return ""
    return reverse("partner", args=[row.pk if isinstance(row, Organisation) else row.organisation_id])

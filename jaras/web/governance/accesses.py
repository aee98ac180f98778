"""One line of the journal of reads in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jaras.governance.queries import Access, role_items
from jaras.kernel.record.models import Act, How
from jaras.web.shell.templating import label

SUBJECTS = {
    "case": _("Case"),
    "person": _("Person"),
    "report": _("Report"),
    "document": _("Document"),
    "report_file": _("File of a report"),
    "project": _("Life project"),
    "agreement": _("Signed agreement"),
    "referral": _("Referral"),
    "intervention": _("Intervention"),
    "bell": _("Bell"),
    "bell_proof": _("Proof of a bell"),
    "sheet": _("Watch on paper"),
    "session_item": _("Item of a session"),
    "register": _("Register of the past"),
    "export": _("File taken out"),
    "everything": _("Persons, cases, reports"),
    "case_readers": _("Who saw case"),
    "person_readers": _("Who saw person"),
}
ACTS = {
    Act.OPENED.value: _("Looked at"),
    Act.SEARCHED.value: _("Searched"),
    Act.EXPORTED.value: _("Exported"),
}
# Whose page of readers exists.
FILES = {"case": "case_readers", "person": "person_readers"}


@dataclass(frozen=True)
class Line:
    """Who, when, what, how, why."""

    access: Access

    @property
    def act(self) -> Any:
        return ACTS.get(self.access.record.act, self.access.record.act)

    @property
    def what(self) -> Any:
        return SUBJECTS.get(self.access.record.subject, self.access.record.subject)

    @property
    def number(self) -> int | None:
        return self.access.record.subject_id

    @property
    def found(self) -> int | None:
        return self.access.record.found

    @property
    def by_program(self) -> bool:
        return self.access.record.how == How.API

    @property
    def roles(self) -> str:
        return roles(self.access.record.roles.split(","))

    @property
    def grant(self) -> int | None:
        return self.access.record.grant_id

    @property
    def file(self) -> str:
        """Where all who read the same are listed."""
        route, number = FILES.get(self.access.record.subject), self.number
        if self.access.record.case_id:
            route, number = FILES["case"], self.access.record.case_id
        return reverse(route, args=[number]) if route and number else ""


def lines(found: Iterable[Access]) -> list[Line]:
    return [Line(access) for access in found]


def roles(codes: Iterable[str]) -> str:
    """The names of roles as they are called today."""
    return ", ".join(str(label(item)) for item in role_items(list(codes)))

"""What an intervention must say before it is kept, in sentences."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from django.utils.translation import gettext_lazy as _

from jaras.care.lists import interventions, not_done_reasons, sheltering
from jaras.care.models import Need, Referral
from jaras.care.rules import Fault, Help
from jaras.care.rules.helping import AHEAD, fault
from jaras.cases.models import Case, Party
from jaras.intake.models import ReportPerson
from jaras.kernel import text
from jaras.kernel.refusal import Refused

NOTE, PLACE = 4000, 200

SENTENCES = {
    Fault.BELONGS: _("Say for which report or which case this was."),
    Fault.STATE: _("This value is not in the list."),
    Fault.CODE: _("This value is not in the list."),
    Fault.TO_COME: _("This time has not come yet: what is to come is planned."),
    Fault.PAST_PLAN: _("This date has passed: say whether it was done."),
    Fault.FAR: _("This date is too far away."),
    Fault.REASON: _("Say from the list why it was not done."),
    Fault.REASON_WORDS: _("Say the other reason in a few words."),
    Fault.NO_NIGHTS: _("Nights are counted for a shelter only."),
    Fault.NIGHTS: _("Between 0 and 366 nights."),
    Fault.COST: _("A cost lies between 0 and 1,000,000 dirhams."),
    Fault.CENTS: _("A cost has two decimals at most."),
}


@dataclass(frozen=True)
class Ground:
    """What the rows of one writing point to: whose cases and reports, which needs, which referrals."""

    persons: frozenset[tuple[str, int, int]] = frozenset()
    needs: frozenset[tuple[int, int | None]] = frozenset()
    referrals: frozenset[tuple[int, int | None]] = frozenset()
    ended: frozenset[int] = frozenset()

    @classmethod
    def of(cls, rows: Iterable[Help]) -> Self:
        """Read it for all the rows at once; what no row points to is not read."""
        rows = list(rows)
        persons = {row.person_id for row in rows if row.person_id}
        cases = {row.case_id for row in rows if row.case_id and row.person_id}
        reports = {row.report_id for row in rows if row.report_id and row.person_id}
        needs = {row.need_id for row in rows if row.need_id}
        referrals = {row.referral_id for row in rows if row.referral_id}
        ahead = {row.case_id for row in rows if row.case_id and row.state in AHEAD}
        parties = Party.objects.filter(case__in=cases, person__in=persons)
        links = ReportPerson.objects.filter(report__in=reports, person__in=persons)
        return cls(
            persons=frozenset(("case", *pair) for pair in parties.values_list("case_id", "person_id"))
            | frozenset(("report", *pair) for pair in links.values_list("report_id", "person_id")),
            needs=frozenset(Need.objects.filter(pk__in=needs).values_list("pk", "case_id")),
            referrals=frozenset(Referral.objects.filter(pk__in=referrals).values_list("pk", "case_id")),
            ended=frozenset(Case.objects.ended().filter(pk__in=ahead).values_list("pk", flat=True)),
        )

    def knows_person(self, told: Help) -> bool:
        of_case = ("case", told.case_id, told.person_id) in self.persons
        return of_case or ("report", told.report_id, told.person_id) in self.persons


def checked(told: Help, ground: Ground, *, at: datetime) -> Help:
    """The row with its texts cleaned; refused with the sentence of the first thing that is wrong."""
    told = replace(
        told,
        note=text.within(told.note, limit=NOTE, field="note"),
        place_text=text.within(told.place_text, limit=PLACE, field="place_text"),
    )
    wrong = fault(told, at=at, codes=interventions(), sheltering=told.code in sheltering())
    if wrong is not None:
        raise Refused(SENTENCES[wrong], field=wrong.field)
    if told.reason and told.reason not in not_done_reasons():
        raise Refused(SENTENCES[Fault.REASON], field="reason")
    if told.person_id and not ground.knows_person(told):
        raise Refused(_("This person is not of this case."), field="person")
    if told.need_id and (told.need_id, told.case_id) not in ground.needs:
        raise Refused(_("This need is not of this case."), field="need")
    if told.referral_id and (told.referral_id, told.case_id) not in ground.referrals:
        raise Refused(_("This referral is not of this case."), field="referral")
    if told.case_id in ground.ended:
        raise Refused(_("This case is not followed any more: open it again first."))
    return told

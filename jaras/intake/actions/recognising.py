"""Whom a report described turns out to be somebody known, or not after all."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jaras.cases import actions as cases
from jaras.cases.models import Case
from jaras.cases.rules import CasesVerb
from jaras.intake import events as facts
from jaras.intake.actions.timeline import linked_cases
from jaras.intake.models import Recognition, Report, ReportPerson
from jaras.intake.rules.states import IntakeVerb
from jaras.kernel import access, events, ties
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.people import actions as people
from jaras.people.models import Person
from jaras.people.rules import PeopleVerb
from jaras.privacy import actions as privacy


@transaction.atomic
def recognise(*, report: Report, described: Person, person: Person, by: Actor, at: datetime) -> Recognition:
    """What the report and its cases tell of the described person is told of the known one from now on.

    The described person stays with their words: they may have to come back.
    """
    _allowed(report, person, by)
    if described.pk == person.pk:
        raise Refused(_("This is the same person."), field="person")
    link = ReportPerson.objects.select_for_update().filter(report=report, person=described).first()
    if link is None:
        raise Refused(_("The report does not describe this person any more."), field="person")
    alone = not report.person_links.filter(person=person).exists()
    since = link.at
    if alone:
        link.person = person
        link.save(update_fields=["person"])
    else:
        link.delete()
    places = {}
    for case in _cases_of(report, described, by):
        places[str(case.pk)] = cases.recognise(case=case, described=described, person=person, by=by, at=at)
    within = {"report": [report.pk], "case": [int(case) for case in places]}
    try:
        with transaction.atomic():
            rows = ties.repoint(old=described.pk, new=person.pk, within=within)
    except IntegrityError as error:
        raise Refused(
            _("Both have a life project in this case: it has to be one before the person is."), field="person"
        ) from error
    people.follow_links(persons=[person, described], by=by, at=at)
    privacy.join_consents(kept=person, other=described, by=by, at=at)
    recognition = Recognition.objects.create(
        report=report,
        described=described,
        person=person,
        since=since,
        kept={"alone": alone, "cases": places, "rows": rows},
        by_id=by.member_id,
        at=at,
    )
    _publish(recognition, by=by, at=at)
    return recognition


@transaction.atomic
def take_apart(*, recognition: Recognition, by: Actor, at: datetime) -> Recognition:
    """It was somebody else: the described person is in the report again, with all that was told of them."""
    report, person, described = recognition.report, recognition.person, recognition.described
    _allowed(report, person, by)
    told = Recognition.objects.filter(pk=recognition.pk, undone_at=None)
    if not told.update(undone_at=at, undone_by_id=by.member_id):
        raise Refused(_("This was undone already."))
    if report.recognitions.filter(described=person, undone_at=None).exists():
        raise Refused(_("This person was said to be another one since: undo that first."))
    kept = recognition.kept
    if kept["alone"]:
        report.person_links.filter(person=person).update(person=described)
    else:
        report.person_links.get_or_create(person=described, defaults={"at": recognition.since})
    for case in Case.objects.filter(pk__in=[int(pk) for pk in kept["cases"]]).order_by("pk"):
        cases.take_apart(
            case=_followed(case, by),
            described=described,
            person=person,
            alone=kept["cases"][str(case.pk)],
            since=recognition.since,
            by=by,
            at=at,
        )
    ties.point(kept["rows"], old=person.pk, new=described.pk)
    people.follow_links(persons=[person, described], by=by, at=at)
    recognition.undone_at, recognition.undone_by_id = at, by.member_id
    _publish(recognition, by=by, at=at)
    return recognition


def _allowed(report: Report, person: Person, by: Actor) -> None:
    access.require(by, IntakeVerb.RESPOND, report)
    access.require(by, PeopleVerb.READ, person)
    access.require_lasting(by, report)
    access.require_lasting(by, person)


def _cases_of(report: Report, described: Person, by: Actor) -> list[Case]:
    """The cases of the report in which the described person is."""
    parties = {case.pk for case in described.cases.all()}
    followed = [*linked_cases(report), *(linked_cases(report.joined_to) if report.joined_to else ())]
    return [_followed(case, by) for case in followed if case.pk in parties]


def _followed(case: Case, by: Actor) -> Case:
    """Nothing is done by half: whoever may not write in the case leaves it to those who may."""
    if not by.can(CasesVerb.WRITE) or not access.can_see(by, case):
        raise Refused(_("The case of this report says the same: somebody of its team does this."))
    return case


def _publish(recognition: Recognition, *, by: Actor, at: datetime) -> None:
    fact = facts.PersonRecognised(
        report_id=recognition.report_id,
        described_id=recognition.described_id,
        person_id=recognition.person_id,
        undone=recognition.undone_at is not None,
    )
    events.publish(fact, by=by, at=at)

"""A case begins, says what it is about."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from jaras.cases import events as facts
from jaras.cases.actions.counting import count
from jaras.cases.actions.sealing import require_compartment, told
from jaras.cases.actions.timeline import tell
from jaras.cases.models import Case, Membership, Party, StageChange
from jaras.cases.rules import CasesVerb, Entry, Stage
from jaras.kernel import access, events, search, text
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.models import Level
from jaras.people.actions import follow_link
from jaras.people.models import Person
from jaras.territory.models import Commune

SUMMARY = 8000


@transaction.atomic
def open_case(
    *,
    persons: Iterable[Person],
    by: Actor,
    at: datetime,
    urgency: str = "",
    poles: Sequence[str] = (),
    target_groups: Sequence[str] = (),
    commune: Commune | None = None,
    place_text: str = "",
    summary: str = "",
    sealed: str = "",
) -> Case:
    """A case that somebody holds: whoever opens it is its first referent.

    `sealed` names a compartment: no word of it is written plainly, nobody outside sees it for a moment.
    """
    access.require(by, CasesVerb.OPEN)
    people = list(persons)
    _require_seen(people, by=by)
    for person in people:
        access.require_lasting(by, person)
    if sealed:
        require_compartment(sealed)
    case = Case.objects.create(
        level=Level.SEALED if sealed else Level.ORDINARY,
        compartment=sealed,
        urgency=urgency,
        poles=list(poles),
        target_groups=list(target_groups),
        commune=commune,
        place_text=place_text,
        summary=text.within(summary, limit=SUMMARY, field="summary"),
        referent_id=by.member_id,
        opened_at=at,
        moved_at=at,
    )
    Party.objects.bulk_create([Party(case=case, person=person, at=at) for person in people])
    StageChange.objects.create(case=case, stage=Stage.ACCUEIL, by_id=by.member_id, at=at)
    if by.member_id:
        Membership.objects.create(case=case, member_id=by.member_id, since=at)
    tell(case, Entry.STATE, by=by, at=at, data={"verb": "open"})
    count(case, 1)
    for person in people:
        follow_link(person=person, level=case.level, by=by, at=at)
    index(case, people)
    events.publish(facts.CaseOpened(case_id=case.pk, urgency=urgency), by=by, at=at)
    if sealed:
        told(case, by=by, at=at)
    return case


def _require_seen(people: Sequence[Person], *, by: Actor) -> None:
    """A case would make somebody visible who does not exist for this member.

    Somebody whom the house itself brought in, whom nothing links yet, is nobody's secret.
    """
    if by.member_id is None:  # the house itself
        return
    asked = {person.pk for person in people}
    seen = set(access.visible(Person, by).filter(pk__in=asked).values_list("pk", flat=True))
    if hidden := asked - seen:
        known = access.linked("person", SYSTEM) | Q(registered_by_id__isnull=False)
        if Person.objects.filter(pk__in=hidden).filter(known).exists():
            raise access.NotVisible("somebody of this case is not there")


@transaction.atomic
def amend(
    *, case: Case, by: Actor, at: datetime, summary: str, place_text: str, commune: Commune | None
) -> Case:
    """Rewrite what the case says; raises `Conflict` when somebody else saved meanwhile."""
    access.require(by, CasesVerb.WRITE, case)
    case.summary = text.within(summary, limit=SUMMARY, field="summary")
    case.place_text = text.within(place_text, limit=200, field="place_text")
    case.commune = commune
    case.moved_at = at
    fields = ("summary", "place_text", "commune_id", "moved_at")
    case.save_checked(*fields)
    index(case, case.persons.all())
    events.publish(facts.CaseAmended(case_id=case.pk, fields=fields[:3]), by=by, at=at)
    return case


def index(case: Case, persons: Iterable[Person]) -> None:
    """Make the case findable by its persons, by what it says."""
    names = [word for person in persons for word in (*person.names, person.description)]
    search.index("case", case.pk, *names, case.summary, case.place_text, sealed=case.level != Level.ORDINARY)

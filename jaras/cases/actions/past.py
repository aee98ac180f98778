"""Cases of the past: what interventions of a register hang on, closed from the first."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.cases import events as facts
from jaras.cases.actions.counting import count
from jaras.cases.actions.opening import index
from jaras.cases.models import Case, Party, StageChange
from jaras.cases.queries import worked_on
from jaras.cases.rules import CaseState, CasesVerb, Stage
from jaras.kernel import access, counters, events, search
from jaras.kernel.actor import Actor
from jaras.kernel.keys import envelopes
from jaras.kernel.keys import sealing as keys
from jaras.kernel.models import Level
from jaras.kernel.refusal import Refused
from jaras.kernel.sharing import mark
from jaras.people.models import Person

COMPLETED = ("opened_at", "poles", "target_groups", "level", "past_channel", "past_origin")


@dataclass(frozen=True, kw_only=True)
class PastCase:
    """One case of a register; `known` when an earlier row of the same register began it."""

    opened_at: datetime
    moved_at: datetime  # when it was last helped
    persons: tuple[Person, ...] = ()
    poles: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    commune_id: str | None = None
    place_text: str = ""
    registry_number: str = ""
    channel: str = ""
    origin: str = ""
    restricted: bool = False
    known: int | None = None


@transaction.atomic
def keep_past(*, rows: Sequence[PastCase], by: Actor, at: datetime) -> list[Case]:
    """Make or complete a case for each row, in a few queries; the answers are in their order."""
    access.require(by, CasesVerb.OPEN)
    known = Case.objects.filter(is_past=True).in_bulk([row.known for row in rows if row.known])
    cases = [known[row.known] if row.known else _case(row) for row in rows]
    made = [case for case in cases if case.pk is None]
    for row, case in zip(rows, cases, strict=True):
        if row.known:
            _complete(case, row)
    hidden = [case for case in made if case.level != Level.ORDINARY]
    with envelopes.held(hidden):
        Case.objects.bulk_create(made)
    Case.objects.bulk_update(known.values(), COMPLETED)
    Party.objects.bulk_create(
        (
            Party(case=case, person=person, at=row.opened_at)
            for row, case in zip(rows, cases, strict=True)
            for person in row.persons
        ),
        ignore_conflicts=True,
    )
    StageChange.objects.bulk_create(
        StageChange(case=case, stage=Stage.ACCUEIL, by_id=by.member_id, at=case.opened_at) for case in made
    )
    _count(made, 1)
    search.index_many(
        "case",
        [(case.pk, _words(row)) for row, case in zip(rows, cases, strict=True) if not row.known],
        sealed={case.pk for case in hidden},
    )
    for row, case in zip(rows, cases, strict=True):
        if row.known and row.persons:
            index(case, case.persons.all())
        if row.known and case.level != Level.ORDINARY:
            keys.follow_level(case, subject="case")
    kept = [facts.PastCaseKept(case_id=case.pk, counted=bool(case.registry_number)) for case in made]
    events.publish_many(kept, by=by, at=at)
    return cases


@transaction.atomic
def take_back_past(*, ids: Sequence[int], by: Actor, at: datetime) -> None:
    """Cases that an import made leave with it, as long as nobody has worked on them."""
    access.require(by, CasesVerb.OPEN)
    cases = list(Case.objects.filter(pk__in=ids, is_past=True))
    if len(cases) != len(set(ids)) or worked_on(ids):
        raise Refused(_("Somebody has worked on this case since."))
    gone = [facts.PastCaseTakenBack(case_id=case.pk, counted=bool(case.registry_number)) for case in cases]
    events.publish_many(gone, by=by, at=at)
    search.forget_many("case", ids)
    _count(cases, -1)
    Case.objects.filter(pk__in=ids).delete()


def _case(row: PastCase) -> Case:
    return Case(
        state=CaseState.CLOSED,
        level=Level.RESTRICTED if row.restricted else Level.ORDINARY,
        poles=list(row.poles),
        target_groups=list(row.target_groups),
        commune_id=row.commune_id,
        place_text=row.place_text,
        is_past=True,
        registry_number=row.registry_number,
        past_channel=row.channel,
        past_origin=row.origin,
        opened_at=row.opened_at,
        moved_at=row.moved_at,
    )


def _complete(case: Case, row: PastCase) -> None:
    """What a later row of the same case adds."""
    case.opened_at = min(case.opened_at, row.opened_at)
    case.poles = list(dict.fromkeys((*case.poles, *row.poles)))
    case.target_groups = list(dict.fromkeys((*case.target_groups, *row.target_groups)))
    case.past_channel = case.past_channel or row.channel
    case.past_origin = case.past_origin or row.origin
    if row.restricted and case.level == Level.ORDINARY:
        count(case, -1)
        case.level = Level.RESTRICTED
        count(case, 1)


def _count(cases: Iterable[Case], amount: int) -> None:
    marks = Counter(mark(case.level, case.compartment) for case in cases)
    for level, number in marks.items():
        counters.add("cases", f"{level}:{CaseState.CLOSED}", amount * number)


def _words(row: PastCase) -> tuple[str, ...]:
    names = [word for person in row.persons for word in (*person.names, person.description)]
    return (*names, row.place_text, row.registry_number)

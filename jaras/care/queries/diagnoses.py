"""What care reads of a diagnosis: the last, the one before, what it suggests."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from jaras.care.lists import grid
from jaras.care.models import Diagnosis, DiagnosisDraft, DomainLevel, Need, ProposedNeed
from jaras.care.rules import WAITED_FOR, Change, Proposal, compared, propose
from jaras.care.rules.grid import Domain
from jaras.cases.models import Case
from jaras.kernel.actor import Actor
from jaras.people.models import Person
from jaras.privacy.queries import may_keep_health

MOST = 50


@dataclass(frozen=True)
class Standing:
    """Where somebody stood, domain by domain, beside where they stood before."""

    diagnosis: Diagnosis
    before: Diagnosis | None
    levels: Mapping[str, DomainLevel]
    levels_before: Mapping[str, int]
    changes: Mapping[str, Change]


def history(case: Case, person: Person, actor: Actor) -> list[Diagnosis]:
    """The diagnoses of somebody in a case, last first."""
    rows = Diagnosis.objects.visible_to(actor).filter(case=case, person=person)
    return list(rows.select_related("by")[:MOST])


def standing(diagnosis: Diagnosis, before: Diagnosis | None) -> Standing:
    """One diagnosis beside the one before: one query for both."""
    now: dict[str, DomainLevel] = {}
    then: dict[str, int] = {}
    for row in DomainLevel.objects.filter(diagnosis__in=[each for each in (diagnosis, before) if each]):
        if row.diagnosis_id == diagnosis.pk:
            now[row.domain] = row
        else:
            then[row.domain] = row.level
    levels = {domain: row.level for domain, row in now.items()}
    return Standing(diagnosis, before, now, then, compared(levels, then) if before else {})


def asked_domains() -> dict[str, Domain]:
    """The domains that may be assessed today: those of health under the authorisation alone (ADR 14)."""
    return grid().asked(authorised=may_keep_health())


def allowed_levels(levels: Mapping[str, int]) -> Mapping[str, int]:
    """These levels without those of domains that are off; without health among them, nothing is asked."""
    if not any(grid().domains[code].authorised for code in levels) or may_keep_health():
        return levels
    return {code: level for code, level in levels.items() if not grid().domains[code].authorised}


def last_levels(case: Case, person: Person) -> dict[str, int]:
    """Where the last diagnosis put somebody."""
    last = Diagnosis.objects.filter(case=case, person=person).values("pk")[:1]
    rows = DomainLevel.objects.filter(diagnosis__in=last)
    return dict(rows.values_list("domain", "level"))


def unanswered(diagnosis: Diagnosis) -> list[ProposedNeed]:
    """What it proposed that nobody answered yet."""
    return list(ProposedNeed.objects.filter(diagnosis=diagnosis, answer=""))


def proposed_needs(case: Case, person: Person, levels: Mapping[str, int], *, on: datetime) -> list[Proposal]:
    """What these levels suggest for somebody, beside the needs that wait already."""
    known = Need.objects.filter(case=case, person=person, state__in=WAITED_FOR)
    age = person.age(timezone.localtime(on).date())
    return propose(
        grid(),
        levels,
        years=age.years if age else None,
        publics=(*person.target_groups, *case.target_groups),
        known=set(known.values_list("service", flat=True)),
    )


def draft(case: Case, actor: Actor) -> dict[str, str]:
    """What this member typed and did not keep yet."""
    row = DiagnosisDraft.objects.filter(case=case, member=actor.member_id).first()
    return dict(row.said) if row else {}

"""The services that fit a need, ranked, each with its reasons; those that do not, with the rule they fail."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Avg, Count, F, Q
from django.utils import timezone

from jaras.care.models import Need, Referral
from jaras.care.rules import ReferralState
from jaras.care.rules.fitting import Offer, Verdict, Wanted, weigh
from jaras.care.rules.referrals import TAKEN
from jaras.partners import queries as partners
from jaras.partners.models import Service, Unit
from jaras.people.models import Person


@dataclass(frozen=True)
class Fit:
    """A service weighed for a need."""

    service: Service
    verdict: Verdict


def fitting(need: Need, person: Person | None, *, at: datetime) -> list[Fit]:
    """Every service of the need's pole: those that fit first, the best first."""
    wanted = wanted_by(need, person, at)
    rows = list(
        Service.objects.filter(pole=need.pole)
        .select_related("organisation")
        .prefetch_related("hours", "communes")
    )
    ids = [row.pk for row in rows if row.code == need.service]
    answered, free, habits = _answered(need), partners.free_of(ids, at=at), _habits(ids, at)
    fits = [
        Fit(
            service,
            weigh(
                wanted,
                replace(
                    offered(service, answered.get(service.pk, ""), at),
                    free=_suiting(wanted, free.get(service.pk)),
                    **habits.get(service.pk, {}),
                ),
            ),
        )
        for service in rows
    ]
    return sorted(
        fits, key=lambda fit: (not fit.verdict.fits, -fit.verdict.points, fit.service.organisation.name)
    )


def wanted_by(need: Need, person: Person | None, at: datetime) -> Wanted:
    case = need.case
    age = person.age(timezone.localtime(at).date()) if person else None
    groups = frozenset(person.target_groups if person else ()) | frozenset(case.target_groups)
    commune = case.commune_id or (person.commune_id if person else None)
    return Wanted(
        service=need.service,
        urgent=need.urgent,
        publics=groups,
        sex=person.sex if person else "",
        age=age.years if age else None,
        commune=commune or "",
    )


def offered(service: Service, answered: str, at: datetime) -> Offer:
    opening = service.opening(at)
    organisation = service.organisation
    return Offer(
        service=service.code,
        publics=frozenset(service.publics),
        sex=service.sex,
        youngest=service.youngest,
        oldest=service.oldest,
        communes=frozenset(commune.pk for commune in service.communes.all()),
        home=organisation.commune_id or "",
        always_open=service.always_open,
        open_until=opening.until,
        opens_at=opening.next_at,
        active=service.active and organisation.active,
        email=bool(service.reached_at),
        telephone=bool(service.called_at),
        declined=answered == ReferralState.DECLINED,
        silent=answered == ReferralState.EXPIRED,
    )


def _answered(need: Need) -> dict[int, str]:
    """How each service ended an earlier referral of this very need."""
    rows = Referral.objects.filter(need=need).order_by("id").values_list("service_id", "state")
    return dict(rows)


LATELY = timedelta(days=365)
SAID_YES = (*TAKEN, ReferralState.COMPLETED, ReferralState.INTERRUPTED)
UNTAKEN = (ReferralState.DECLINED, ReferralState.EXPIRED)


def _habits(services: Sequence[int], at: datetime) -> dict[int, dict[str, Any]]:
    """What each of these services did with the requests of the last year, how long it took to answer."""
    rows = Referral.objects.filter(service__in=services, sent_at__gte=at - LATELY).order_by()
    told = rows.values_list("service").annotate(
        asked=Count("pk", filter=Q(state__in=(*SAID_YES, *UNTAKEN))),
        said_yes=Count("pk", filter=Q(state__in=SAID_YES)),
        answers_in=Avg(F("answered_at") - F("sent_at"), filter=Q(state__in=SAID_YES)),
    )
    return {
        service: {"asked": asked, "taken": taken, "answers_in": answers_in}
        for service, asked, taken, answers_in in told
    }


def _suiting(wanted: Wanted, units: Sequence[Unit] | None) -> int | None:
    """How many of these free places take somebody like this; what is not known excludes nothing."""
    return None if units is None else sum(suits(wanted, unit) for unit in units)


def suits(wanted: Wanted, unit: Unit) -> bool:
    if unit.sex and wanted.sex and unit.sex != wanted.sex:
        return False
    if wanted.age is None:
        return True
    return (unit.youngest or 0) <= wanted.age and (unit.oldest is None or wanted.age <= unit.oldest)

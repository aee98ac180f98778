"""The services that fit a need, ranked, each with its reasons; those that do not, with the rule they fail."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from jaras.care.models import Need, Referral
from jaras.care.rules import ReferralState
from jaras.care.rules.fitting import Offer, Verdict, Wanted, weigh
from jaras.partners.models import Service
from jaras.people.models import Person


@dataclass(frozen=True)
class Fit:
    """A service weighed for a need."""

    service: Service
    verdict: Verdict


def fitting(need: Need, person: Person | None, *, at: datetime) -> list[Fit]:
    """Every service of the need's pole: those that fit first, the best first."""
    wanted = _wanted(need, person, at)
    rows = Service.objects.filter(pole=need.pole).select_related("organisation")
    answered = _answered(need)
    fits = [
        Fit(service, weigh(wanted, _offer(service, answered.get(service.pk, ""), at)))
        for service in rows.prefetch_related("hours", "communes")
    ]
    return sorted(
        fits, key=lambda fit: (not fit.verdict.fits, -fit.verdict.points, fit.service.organisation.name)
    )


def _wanted(need: Need, person: Person | None, at: datetime) -> Wanted:
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


def _offer(service: Service, answered: str, at: datetime) -> Offer:
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

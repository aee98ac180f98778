"""The services that fit a need, ranked, each with its reasons; those that do not, with the rule they fail."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Avg, Count, F, Q, QuerySet
from django.utils import timezone

from jaras.care.models import Need, Referral
from jaras.care.queries.offers import offers
from jaras.care.rules import ReferralState
from jaras.care.rules.fitting import Verdict, Wanted, weigh
from jaras.care.rules.referrals import TAKEN
from jaras.partners import queries as partners
from jaras.partners.models import Service, Unit
from jaras.partners.queries import Takes
from jaras.people.models import Person

MOST_FITTING, MOST_REFUSED = 50, 20  # services that are shown: nobody reads more before asking one


@dataclass(frozen=True)
class Fit:
    """A service weighed for a need."""

    service: Service
    verdict: Verdict


@dataclass(frozen=True)
class Fits:
    """The best of the services that fit, some of those that do not; how many more there are of each."""

    fitting: list[Fit]
    refused: list[Fit]
    more_fitting: int
    more_refused: int


def fitting(need: Need, person: Person | None, *, at: datetime) -> Fits:
    """The services of the need's pole: those that fit first, the best first.

    All that give what is asked are weighed, on bare rows; of the pole's other services as many as are shown.
    """
    of_pole = Service.objects.filter(pole=need.pole).order_by("organisation__name_fr", "id")
    others = list(of_pole.exclude(code=need.service).values_list("pk", flat=True))
    looked_at = of_pole.filter(Q(code=need.service) | Q(pk__in=others[:MOST_REFUSED]))
    weighed = _weighed(need, person, looked_at, at)
    fits = [each for each in weighed if each[1].fits]
    refused = weighed[len(fits) :]
    return Fits(
        fitting=_read(fits[:MOST_FITTING]),
        refused=_read(refused[:MOST_REFUSED]),
        more_fitting=len(fits[MOST_FITTING:]),
        more_refused=len(refused[MOST_REFUSED:]) + len(others[MOST_REFUSED:]),
    )


def fits_of(need: Need, person: Person | None, services: Iterable[int], *, at: datetime) -> list[Fit]:
    """These services of the need's pole, weighed likewise, the best first."""
    asked = Service.objects.filter(pole=need.pole, pk__in=list(services))
    return _read(_weighed(need, person, asked.order_by("organisation__name_fr", "id"), at))


def _weighed(
    need: Need, person: Person | None, services: QuerySet[Service], at: datetime
) -> list[tuple[int, Verdict]]:
    """The verdict of each of these, the best first, those that do not fit last."""
    wanted, same = wanted_by(need, person, at), services.filter(code=need.service)
    free, answered, habits = partners.free_of(same, at=at), _answered(need), _habits(same, at)
    found = []
    for pk, offer in offers(services, at=at).items():
        known = {
            "declined": answered.get(pk) == ReferralState.DECLINED,
            "silent": answered.get(pk) == ReferralState.EXPIRED,
            "free": _suiting(wanted, free.get(pk)),
            **habits.get(pk, {}),
        }
        found.append((pk, weigh(wanted, replace(offer, **known))))
    return sorted(found, key=lambda each: (not each[1].fits, -each[1].points))


def _read(weighed: Sequence[tuple[int, Verdict]]) -> list[Fit]:
    services = Service.objects.select_related("organisation").in_bulk([pk for pk, _verdict in weighed])
    return [Fit(services[pk], verdict) for pk, verdict in weighed]


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


def _answered(need: Need) -> Mapping[int, str]:
    """How each service ended an earlier referral of this very need."""
    rows = Referral.objects.filter(need=need).order_by("id").values_list("service_id", "state")
    return dict(rows)


LATELY = timedelta(days=365)
SAID_YES = (*TAKEN, ReferralState.COMPLETED, ReferralState.INTERRUPTED)
UNTAKEN = (ReferralState.DECLINED, ReferralState.EXPIRED)


def _habits(services: QuerySet[Service], at: datetime) -> dict[int, dict[str, Any]]:
    """What each of these services did with the requests of the last year, how long it took to answer."""
    rows = Referral.objects.filter(service__in=services.values("pk"), sent_at__gte=at - LATELY).order_by()
    told = rows.values_list("service").annotate(
        asked=Count("pk", filter=Q(state__in=(*SAID_YES, *UNTAKEN))),
        said_yes=Count("pk", filter=Q(state__in=SAID_YES)),
        answers_in=Avg(F("answered_at") - F("sent_at"), filter=Q(state__in=SAID_YES)),
    )
    return {
        service: {"asked": asked, "taken": taken, "answers_in": answers_in}
        for service, asked, taken, answers_in in told
    }


def _suiting(wanted: Wanted, units: Sequence[Takes] | None) -> int | None:
    """How many of these free places take somebody like this; what is not known excludes nothing."""
    return None if units is None else sum(suits(wanted, unit) for unit in units)


def suits(wanted: Wanted, unit: Unit | Takes) -> bool:
    if unit.sex and wanted.sex and unit.sex != wanted.sex:
        return False
    if wanted.age is None:
        return True
    return (unit.youngest or 0) <= wanted.age and (unit.oldest is None or wanted.age <= unit.oldest)

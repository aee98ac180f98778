"""What each of many services gives, to whom, where, when: read on bare rows."""

from datetime import datetime

from django.db.models import QuerySet

from jaras.care.rules.fitting import Offer
from jaras.partners import queries as partners
from jaras.partners.models import Service

BARE = (
    *("pk", "code", "publics", "sex", "youngest", "oldest", "always_open", "active", "email", "telephone"),
    *("organisation__commune", "organisation__active", "organisation__email", "organisation__telephone"),
)


def offers(services: QuerySet[Service], *, at: datetime) -> dict[int, Offer]:
    """By the number of the service, in the order of these."""
    opens = partners.openings(services, at=at)
    communes: dict[int, set[str]] = {}
    served = Service.communes.through.objects.filter(service__in=services.values("pk"))
    for service, commune in served.values_list("service", "commune"):
        communes.setdefault(service, set()).add(commune)
    return {
        row["pk"]: Offer(
            service=row["code"],
            publics=frozenset(row["publics"]),
            sex=row["sex"],
            youngest=row["youngest"],
            oldest=row["oldest"],
            communes=frozenset(communes.get(row["pk"], ())),
            home=row["organisation__commune"] or "",
            always_open=row["always_open"],
            open_until=opens[row["pk"]].until,
            opens_at=opens[row["pk"]].next_at,
            active=row["active"] and row["organisation__active"],
            email=bool(row["email"] or row["organisation__email"]),
            telephone=bool(row["telephone"] or row["organisation__telephone"]),
        )
        for row in services.values(*BARE)
    }

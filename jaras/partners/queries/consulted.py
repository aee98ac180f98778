"""The directory as anybody consults it: who helps, with what, where, whether the door is open."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import get_language

from jaras.kernel.pages import page
from jaras.partners.models import Contact, OpeningHours, Organisation, ServiceQuerySet, Site, calendar
from jaras.partners.queries.lines import Line, line_of
from jaras.partners.queries.names import known_before
from jaras.partners.queries.published import (
    Kept,
    published_organisations,
    published_services,
    published_sites,
)


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What somebody looks for; `open_now`: only what receives at this moment."""

    words: str = ""
    pole: str = ""
    commune: str = ""
    open_now: bool = False


@dataclass(frozen=True)
class Helper:
    """An organisation with what it gives of what is sought, with the sites that may be shown."""

    organisation: Organisation
    lines: list[Line]
    sites: list[Site]
    contacts: list[Contact]
    before: list[str]  # names under which it was known


def consulted(sought: Sought, *, at: datetime, after: str = "", size: int = 30) -> tuple[list[Helper], str]:
    """A page by name in the reader's script, the key of what follows."""
    gives = _given(sought, at)
    rows = published_organisations()
    wanted = Q(Exists(gives.filter(organisation=OuterRef("pk"))))
    if not sought.open_now:
        named = published_organisations(Kept(words=sought.words, pole=sought.pole)).order_by()
        wanted |= Q(pk__in=named.values("pk"))
    if sought.commune:
        rows = rows.filter(commune=sought.commune)
    name = "name_ar" if (get_language() or "").startswith("ar") else "name_fr"
    found = page(rows.filter(wanted), order=(name, "id"), after=after, size=size)
    lines: dict[int, list[Line]] = defaultdict(list)
    for service in gives.filter(organisation__in=found.rows).prefetch_related("hours", "communes"):
        lines[service.organisation_id].append(line_of(service, at))
    sites: dict[int, list[Site]] = defaultdict(list)
    for site in published_sites().filter(organisation__in=found.rows):
        sites[site.organisation_id].append(site)
    contacts: dict[int, list[Contact]] = defaultdict(list)
    for contact in Contact.objects.public().filter(organisation__in=found.rows):
        contacts[contact.organisation_id].append(contact)
    before = known_before([row.pk for row in found.rows])
    helpers = [
        Helper(row, lines[row.pk], sites[row.pk], contacts[row.pk], before[row.pk]) for row in found.rows
    ]
    return helpers, found.after


def _given(sought: Sought, at: datetime) -> ServiceQuerySet:
    rows = published_services(Kept(words=sought.words, pole=sought.pole))
    if not sought.open_now:
        return rows
    local = timezone.localtime(at)
    of_it = OpeningHours.objects.filter(service=OuterRef("pk"))
    now = of_it.filter(weekday=local.weekday(), opens__lte=local.time(), closes__gt=local.time())
    receives = Q(Exists(now.filter(in_ramadan=False)))
    days = calendar()
    if days.in_ramadan(local.date()):
        own = Exists(of_it.filter(in_ramadan=True))
        receives = Q(Exists(now.filter(in_ramadan=True))) | (receives & ~Q(own))
    if local.date() in days.holidays:
        receives &= Q(closed_on_holidays=False)
    return rows.filter(Q(always_open=True) | receives)

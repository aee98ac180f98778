"""What is given: when, to whom, how many places are free."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from jaras.api.open_referral.organisations import (
    location,
    location_brief,
    organisation_brief,
    phones,
    phones_of_site,
)
from jaras.api.open_referral.telling import Telling
from jaras.api.open_referral.terms import attributes
from jaras.api.schemas import hsds
from jaras.partners import lists
from jaras.partners.models import Service, Site, calendar
from jaras.partners.queries import Capacity, fee_in_words, for_whom, week
from jaras.partners.rules import Hours
from jaras.partners.rules.hours import LAST_MINUTE
from jaras.partners.rules.occupancy import STAYS_SURE
from jaras.people.lists import languages, target_groups

ISO_639 = 3  # letters of its longest codes
NOON = time(12)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def service_brief(row: Service, telling: Telling) -> hsds.ServiceBrief:
    """`organisation.commune` must have been read with it."""
    item = lists.services().get(row.code)
    name = telling.word(item) if item else row.code
    assured = row.organisation.confirmed_at
    return hsds.ServiceBrief(
        id=telling.id("service", row.pk),
        organization_id=telling.id("organization", row.organisation_id),
        name=name,
        description=row.note or name,
        email=row.written_to_by_anybody or None,
        fees_description=fee_in_words(row) or None,
        assured_date=assured and timezone.localdate(assured),
        eligibility_description=", ".join(eligibility(row, telling)) or None,
        minimum_age=row.youngest,
        maximum_age=row.oldest,
        organization=organisation_brief(row.organisation, telling),
    )


def eligibility(row: Service, telling: Telling) -> Iterator[str]:
    yield from for_whom(row)
    yield from (telling.word(item) for item in target_groups() if item.code in row.publics)


def service(row: Service, sites: list[Site], capacities: list[Capacity], telling: Telling) -> hsds.Service:
    """`hours` and `communes` must have been read with it."""
    brief = service_brief(row, telling)
    said = {"services": [row.code], "poles": [row.pole], "target_groups": list(row.publics)}
    return hsds.Service(
        **dict(brief),
        phones=phones(row.called_by_anybody, "service", row.pk, telling),
        schedules=schedules(row, telling),
        service_areas=areas(row, telling),
        languages=spoken(row, telling),
        cost_options=costs(row, telling),
        required_documents=documents(row, telling),
        service_at_locations=[at_location(row, site, telling) for site in sites],
        attributes=attributes("service", brief.id, said, telling),
        capacities=[capacity(each, telling) for each in capacities],
    )


def at_location(row: Service, site: Site, telling: Telling) -> hsds.AtLocation:
    return hsds.AtLocation(
        id=telling.id("service_at_location", f"{row.pk}-{site.pk}"),
        service_id=telling.id("service", row.pk),
        location_id=telling.id("location", site.pk),
        location=location(site, telling),
    )


def service_at_location_brief(row: Service, site: Site, telling: Telling) -> hsds.ServiceAtLocationBrief:
    return hsds.ServiceAtLocationBrief(
        id=telling.id("service_at_location", f"{row.pk}-{site.pk}"),
        service_id=telling.id("service", row.pk),
        location_id=telling.id("location", site.pk),
        location=location_brief(site, telling),
        service=service_brief(row, telling),
    )


def service_at_location(
    row: Service, site: Site, sites: list[Site], capacities: list[Capacity], telling: Telling
) -> hsds.ServiceAtLocation:
    told = service(row, sites, capacities, telling)
    return hsds.ServiceAtLocation(
        **dict(at_location(row, site, telling)),
        service=told,
        phones=phones_of_site(site, telling),
        schedules=told.schedules,
        service_areas=told.service_areas,
    )


Days = tuple[date | None, date | None]  # from which, until which; none: whenever


def schedules(row: Service, telling: Telling) -> list[hsds.Schedule]:
    """One for each pair of hours, with the days that have it; day and night is 00:00 to 23:59 all week.

    Where Ramadan has hours of its own, each week says between which days it holds.
    """
    if row.always_open:
        return [_schedule(row, ALWAYS, list(range(7)), _("Day and night"), (None, None), telling)]
    in_force, found = _in_force(row, telling), []
    for hours, valid in zip((row.spans, row.ramadan_spans), in_force, strict=True):
        days: dict[Hours, list[int]] = defaultdict(list)
        for span in hours:
            days[Hours(0, span.opens, span.closes)].append(span.weekday)
        found += [
            _schedule(row, span, weekdays, _in_words(span, weekdays), valid, telling)
            for span, weekdays in sorted(days.items())
        ]
    return found


def _in_force(row: Service, telling: Telling) -> tuple[Days, Days]:
    """Between which days the usual hours hold from today on, between which those of Ramadan."""
    today = timezone.localdate(telling.at)
    month = calendar().ramadan_from(today) if row.ramadan_spans else None
    if month is None:
        return (None, None), (None, None)
    first, last = month
    usual = (last + timedelta(days=1), None) if first <= today else (None, first - timedelta(days=1))
    return usual, month


ALWAYS = Hours(0, LAST_MINUTE.min, LAST_MINUTE)


def _in_words(span: Hours, weekdays: list[int]) -> str:
    lines = week(Hours(day, span.opens, span.closes) for day in weekdays)
    return " · ".join(f"{days} {clock}" for days, clock in lines)


def _schedule(
    row: Service, span: Hours, weekdays: list[int], words: str, valid: Days, telling: Telling
) -> hsds.Schedule:
    """Its offset is that of the first day on which it holds: in Ramadan the clock goes back."""
    first, last = valid
    local = timezone.localtime(telling.at)
    if first:
        local = timezone.make_aware(datetime.combine(first, NOON), local.tzinfo)
    offset = local.utcoffset()
    assert offset is not None  # nosec B101 - for the checker of types: the moment knows its zone
    zone = f"{local:%z}"
    key = f"{row.pk}/{span.opens:%H:%M}-{span.closes:%H:%M}"
    return hsds.Schedule(
        id=telling.id("schedule", f"{key}/ramadan" if first and last else key),
        service_id=telling.id("service", row.pk),
        byday=",".join(DAYS[day] for day in sorted(weekdays)),
        opens_at=f"{span.opens:%H:%M}{zone[:3]}:{zone[3:]}",
        closes_at=f"{span.closes:%H:%M}{zone[:3]}:{zone[3:]}",
        timezone=offset.total_seconds() / 3600,
        description=words,
        valid_from=first,
        valid_to=last,
        notes=_("Closed on public holidays.") if row.closed_on_holidays and not row.always_open else None,
    )


def spoken(row: Service, telling: Telling) -> list[hsds.Spoken]:
    """A language that no code of ISO 639 says has a name only."""
    return [
        hsds.Spoken(
            id=telling.id("language", f"{row.pk}/{item.code}"),
            service_id=telling.id("service", row.pk),
            name=telling.word(item),
            code=item.code if len(item.code) <= ISO_639 else None,
        )
        for item in languages()
        if item.code in row.languages
    ]


def costs(row: Service, telling: Telling) -> list[hsds.CostOption]:
    if row.fee is None:
        return []
    return [
        hsds.CostOption(
            id=telling.id("cost_option", row.pk),
            service_id=telling.id("service", row.pk),
            amount=row.fee,
            amount_description=row.fee_for or None,
        )
    ]


def documents(row: Service, telling: Telling) -> list[hsds.RequiredDocument]:
    """What to bring, one thing each."""
    things = filter(None, map(str.strip, re.split("[,،;؛]", row.bring)))
    return [
        hsds.RequiredDocument(
            id=telling.id("required_document", f"{row.pk}/{number}"),
            service_id=telling.id("service", row.pk),
            document=thing,
        )
        for number, thing in enumerate(things)
    ]


def areas(row: Service, telling: Telling) -> list[hsds.ServiceArea]:
    """The communes whose inhabitants it receives; none named: the whole province."""
    service_id = telling.id("service", row.pk)
    named = [(commune.code, commune.name) for commune in row.communes.all()]
    return [
        hsds.ServiceArea(
            id=telling.id("service_area", f"{row.pk}/{code}"), service_id=service_id, name=name, extent=code
        )
        for code, name in named or [(telling.province.code, telling.province.name)]
    ]


def capacity(row: Capacity, telling: Telling) -> hsds.Capacity:
    """Free units of one kind, with a word where nobody confirmed the board for a day."""
    item = lists.unit_kinds()[row.kind]
    unit_id = telling.id("unit", row.kind)
    sure = telling.at - row.confirmed_at <= STAYS_SURE
    return hsds.Capacity(
        id=telling.id("service_capacity", f"{row.service_id}/{row.kind}"),
        service_id=telling.id("service", row.service_id),
        unit=hsds.CapacityUnit(id=unit_id, name=telling.word(item), identifier=row.kind),
        unit_id=unit_id,
        available=row.free,
        maximum=row.most,
        description=_("Free places.") if sure else _("Uncertain: nobody confirmed these places for a day."),
        updated=row.confirmed_at,
    )

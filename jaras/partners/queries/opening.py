"""When the door of each of many services opens, without reading the services."""

from collections import defaultdict
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from jaras.partners.models import OpeningHours, Service, calendar
from jaras.partners.rules.hours import Hours, Opening, Timetable, opening


def openings(services: QuerySet[Service], *, at: datetime) -> dict[int, Opening]:
    """Open at this instant, else when next, by the number of the service."""
    weeks: dict[tuple[int, bool], list[Hours]] = defaultdict(list)
    hours = OpeningHours.objects.filter(service__in=services.values("pk")).order_by()
    columns = ("service", "in_ramadan", "weekday", "opens", "closes")
    for pk, in_ramadan, weekday, opens, closes in hours.values_list(*columns):
        weeks[pk, in_ramadan].append(Hours(weekday, opens, closes))
    days, local = calendar(), timezone.localtime(at)
    rows = services.values_list("pk", "closed_on_holidays", "always_open")
    return {
        pk: opening(Timetable(weeks[pk, False], weeks[pk, True], *rules), days, at=local)
        for pk, *rules in rows
    }

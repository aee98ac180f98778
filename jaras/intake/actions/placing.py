"""Where it is: exactly, sealed; roughly, for as long as the report is ordinary."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from jaras.intake import queries
from jaras.intake.models import Report
from jaras.kernel.models import Level
from jaras.kernel.refusal import Refused
from jaras.territory.rules.geometry import Point

POINT = ("latitude", "longitude")


def say_point(report: Report, latitude: float | None, longitude: float | None) -> None:
    """Put the point on the report, with its commune where none was said."""
    if latitude is None and longitude is None:
        report.locate(None)
        return
    if latitude is None or longitude is None or not (point := Point(latitude, longitude)).is_possible():
        raise Refused(_("This point is not on the map."), field="latitude")
    report.locate(point)
    if report.commune_id is None:
        report.commune_id = queries.commune_at(point)


def columns(said: Iterable[str]) -> tuple[str, ...]:
    """The columns that what was said is written to."""
    written = dict.fromkeys(POINT, ("position", "cell")) | {"place": ("place_id",)}
    return tuple(dict.fromkeys(column for name in said for column in written.get(name, (name,))))


def settle(report: Report) -> tuple[str, ...]:
    """Let its level say how much of the place is readable; the columns that follow.

    A place of the map is a position too: once a report is not ordinary its name alone stays, as words.
    """
    place = report.place
    if place is None or report.level == Level.ORDINARY:
        report.locate(report.point)
        return ("cell",)
    if report.position is None and place.latitude is not None and place.longitude is not None:
        report.locate(Point(place.latitude, place.longitude))
    report.place_text = report.place_text or place.name
    report.place = None
    return ("cell", "place_id", "place_text", "position")

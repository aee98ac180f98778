"""Where exactly is sealed on the disk; roughly where is readable for ordinary reports alone."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jaras.cases import actions as cases
from jaras.intake import actions, queries
from jaras.intake.models import Report
from jaras.kernel.actor import SYSTEM
from jaras.kernel.keys import envelopes, rotation
from jaras.kernel.models import Level
from jaras.territory.models import Place
from jaras.territory.rules.cells import cell_of
from jaras.territory.rules.geometry import Point
from tests import factories

pytestmark = pytest.mark.django_db
STATION = Point(32.88123, -6.90632)


def at_station(at: datetime, **said: Any) -> Report:
    where = {"latitude": STATION.latitude, "longitude": STATION.longitude}
    return factories.report(at=at, **(where | said))


def column(report: Report) -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT position, cell FROM intake_report WHERE id = %s", [report.pk])
        position, cell = cursor.fetchone()
    return str(position), cell


def test_the_disk_holds_a_square_not_a_point(at: datetime) -> None:
    report = at_station(at)
    position, cell = column(report)
    assert cell == cell_of(STATION)
    assert "32.88" not in position
    assert "6.906" not in position
    assert Report.objects.get(pk=report.pk).point == STATION


def test_a_sealed_report_holds_no_square(at: datetime) -> None:
    report = at_station(at, sealed="violence")
    assert column(report)[1] == ""
    assert Report.objects.get(pk=report.pk).point == STATION
    actions.unseal(report=report, reason="plus de danger", by=SYSTEM, at=at)
    assert column(report)[1] == cell_of(STATION)


def test_a_restricted_report_holds_no_square(at: datetime) -> None:
    report = at_station(at)
    case = actions.open_case(report=report, by=SYSTEM, at=at)
    cases.set_level(case=case, level=Level.RESTRICTED, by=SYSTEM, at=at)
    assert column(report)[1] == ""


def test_a_named_place_of_a_sealed_report_stays_as_words_alone(at: datetime) -> None:
    place = Place.objects.create(
        commune=factories.commune(), kind="gare", name_fr="Gare routière", latitude=32.88, longitude=-6.9
    )
    report = factories.report(at=at, place=place, sealed="violence")
    report.refresh_from_db()
    assert (report.place, report.place_text, report.commune_id) == (None, "Gare routière", place.commune_id)
    assert report.point == Point(32.88, -6.9)


def test_a_place_named_later_in_a_sealed_report_stays_as_words_alone(at: datetime) -> None:
    place = Place.objects.create(commune=factories.commune(), kind="gare", name_fr="Gare routière")
    report = factories.report(at=at, sealed="violence")
    actions.amend(report=report, place=place, place_text="Gare routière", by=SYSTEM, at=at)
    report.refresh_from_db()
    assert (report.place, report.place_text) == (None, "Gare routière")


def test_a_corrected_position_moves_the_square(at: datetime) -> None:
    report = at_station(at)
    elsewhere = Point(32.85, -6.60)
    actions.amend(report=report, latitude=elsewhere.latitude, longitude=elsewhere.longitude, by=SYSTEM, at=at)
    report.refresh_from_db()
    assert (report.point, report.cell) == (elsewhere, cell_of(elsewhere))


def near(report: Report, at: datetime) -> list[tuple[float, float] | None]:
    return [other.point for other in queries.candidates(report, SYSTEM)]


def test_doubles_nearby_are_told_their_exact_distance_in_one_more_query(at: datetime) -> None:
    for step in range(3):
        at_station(at, latitude=STATION.latitude + step * 0.001)
    at_station(at, latitude=32.60)
    incoming = Report(received_at=at + timedelta(minutes=5))
    incoming.locate(STATION)
    assert len(near(incoming, at)) == 4
    envelopes._opened.clear()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        points = near(incoming, at)
    assert len(asked) == 2
    assert [point for point in points if point] == [
        (STATION.latitude + step * 0.001, STATION.longitude) for step in (2, 1, 0)
    ]


def test_the_near_one_is_proposed_as_a_double(at: datetime) -> None:
    first = at_station(at)
    incoming = Report(words=factories.WORDS, received_at=at + timedelta(minutes=5), channel="TEL")
    incoming.locate(Point(STATION.latitude + 0.002, STATION.longitude))
    assert queries.propose(incoming).duplicate_of.value == (str(first.pk),)


def test_after_a_new_master_key_positions_open_as_before(at: datetime, settings: Any, tmp_path: Path) -> None:
    settings.KEYS_FILE = tmp_path / "keys" / "master.json"  # the other process reads those of the copy
    envelopes._opened.clear()
    report = at_station(at)
    rotation.rotate(say=lambda _line: None, longest_write=0)
    envelopes._opened.clear()
    assert Report.objects.get(pk=report.pk).point == STATION

"""Each page leaves one row with its why; a search leaves no word; no row ever stops a page."""

import logging
from datetime import datetime
from types import MappingProxyType

import pytest
from django.db import connections, transaction
from django.test.utils import CaptureQueriesContext

from jaras.kernel import reading
from jaras.kernel.actor import Actor
from jaras.kernel.record import routing
from jaras.kernel.record.models import How, ReadRecord
from tests.kernel.records import SALMA

pytestmark = pytest.mark.django_db
THROUGH_THE_GLASS = Actor(member_id=8, roles=("operator", "pole_lead"), grants=MappingProxyType({12: 5}))


def row() -> ReadRecord:
    return ReadRecord.objects.get()


def test_who_when_what_how_as_what(at: datetime) -> None:
    with CaptureQueriesContext(connections[routing.alias()]) as asked:
        reading.record("document", 3, by=SALMA, at=at, case_id=12, how=How.API)
    assert [each["sql"].split(" INTO ")[0] for each in asked if "SAVEPOINT" not in each["sql"]] == ["INSERT"]
    read = row()
    assert (read.by_id, read.at, read.act, read.subject, read.subject_id) == (7, at, "opened", "document", 3)
    assert (read.case_id, read.how, read.roles, read.grant_id) == (12, "api", "operator", None)


def test_an_exceptional_access_is_named(at: datetime) -> None:
    reading.record("case", 12, by=THROUGH_THE_GLASS, at=at)
    assert (row().roles, row().grant_id, row().case_id) == ("operator,pole_lead", 5, 12)
    assert reading.granted(THROUGH_THE_GLASS, [11, 12]) == 12
    assert reading.granted(SALMA, [11, 12]) is None


def test_another_case_was_not_opened_by_it(at: datetime) -> None:
    reading.record("document", 1, by=THROUGH_THE_GLASS, at=at, case_id=13)
    assert row().grant_id is None


def test_a_search_keeps_no_word(at: datetime) -> None:
    reading.searched("person", "  Alaoui  DRISS ", 3, by=SALMA, at=at)
    values = " ".join(str(value) for value in ReadRecord.objects.values_list().get()).casefold()
    assert "alaoui" not in values
    assert (row().found, row().words) == (3, reading.digest_of("alaoui driss"))
    assert row().words != reading.digest_of("driss")


def test_an_export_is_told(at: datetime) -> None:
    reading.exported("figures", by=SALMA, at=at)
    assert (row().act, row().how, row().subject_id) == ("exported", "export", None)


def test_a_row_that_cannot_be_written_stops_nothing(at: datetime, caplog: pytest.LogCaptureFixture) -> None:
    with transaction.atomic(using=routing.alias()):
        with connections[routing.alias()].cursor() as cursor:
            cursor.execute("ALTER TABLE record_readrecord RENAME TO elsewhere")
        with caplog.at_level(logging.ERROR):
            reading.record("case", 12, by=SALMA, at=at)
        with connections[routing.alias()].cursor() as cursor:  # the transaction goes on
            cursor.execute("ALTER TABLE elsewhere RENAME TO record_readrecord")
    assert "Not recorded: member 7 opened case 12" in caplog.text
    assert not ReadRecord.objects.exists()

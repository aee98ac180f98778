"""From the moment a case or a report is no longer ordinary none of its words stand in the database."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from jaras.cases import actions as cases
from jaras.cases.models import Case
from jaras.governance.models import Member, actor_of
from jaras.intake import actions as intake
from jaras.intake import queries as intake_queries
from jaras.intake.models import Report
from jaras.kernel import search
from jaras.kernel.actor import Actor
from jaras.kernel.keys import sealing
from jaras.kernel.models import DataKey, Level

WORDS = "Zoubida se cache derrière le hammam violet"


@pytest.fixture
def by(member: Callable[..., Member]) -> Actor:
    return actor_of(member("operator", "head"))


def everything() -> str:
    """Every text of every table."""
    said = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            said += [f"{table} {row!r}" for row in cursor.fetchall()]
    return "\n".join(said)


def test_what_was_ordinary_is_sealed_whole(by: Actor, at: datetime, work: Callable[[], int]) -> None:
    taken = intake.take(words=WORDS, who="Zoubida, 30 ans", place_text="hammam violet", by=by, at=at).report
    case = intake.open_case(report=taken, by=by, at=at)
    cases.note(case=case, words=f"{WORDS} encore", by=by, at=at)
    assert "violet" in everything()
    work()
    cases.set_level(case=Case.objects.get(pk=case.pk), level=Level.RESTRICTED, by=by, at=at)
    work()
    assert [line for line in everything().splitlines() if "violet" in line] == []
    report = Report.objects.get(pk=taken.pk)
    assert (report.level, report.words, report.place_text) == (Level.RESTRICTED, WORDS, "hammam violet")
    assert f"{WORDS} encore" in [entry.text for entry in Case.objects.get(pk=case.pk).timeline.all()]
    assert report.assessment.reasons


def test_what_is_written_later_is_sealed_at_once(by: Actor, at: datetime) -> None:
    taken = intake.take(words="Une femme", by=by, at=at).report
    case = intake.open_case(report=taken, by=by, at=at)
    cases.set_level(case=Case.objects.get(pk=case.pk), level=Level.RESTRICTED, by=by, at=at)
    later = at + timedelta(minutes=5)
    case = Case.objects.get(pk=case.pk)
    cases.note(case=case, words=WORDS, by=by, at=later)
    cases.amend(case=case, summary=WORDS, place_text="hammam violet", commune=None, by=by, at=later)
    intake.amend(report=Report.objects.get(pk=taken.pk), words=WORDS, by=by, at=later)
    assert "violet" not in everything()
    assert Case.objects.get(pk=case.pk).summary == WORDS


def test_sealed_words_are_found_by_whole_words(by: Actor, at: datetime) -> None:
    taken = intake.take(words=WORDS, by=by, at=at).report
    case = intake.open_case(report=taken, by=by, at=at)
    cases.set_level(case=Case.objects.get(pk=case.pk), level=Level.RESTRICTED, by=by, at=at)
    assert intake_queries.found(by, "hammam") == [taken]
    assert intake_queries.found(by, "hammam zoubida") == [taken]
    assert intake_queries.found(by, "hamm") == []
    assert list(search.find("report", search.KEYED)) == []


def test_the_desk_shows_the_first_words(by: Actor, at: datetime) -> None:
    taken = intake.take(words=WORDS * 10, place_text="hammam", by=by, at=at).report
    Report.objects.filter(pk=taken.pk).update(level=Level.RESTRICTED)
    sealing.follow_level(Report.objects.get(pk=taken.pk), subject="report")
    shown = [*intake_queries.to_take(by), *intake_queries.under_way(by)]
    assert [(line.words, line.place_text) for line in shown] == [((WORDS * 10)[:200], "hammam")]


def test_ordinary_words_have_no_key(by: Actor, at: datetime) -> None:
    taken = intake.take(words=WORDS, by=by, at=at).report
    intake.open_case(report=taken, by=by, at=at)
    assert not DataKey.objects.exists()


def test_a_destroyed_key_takes_the_words_with_it(by: Actor, at: datetime) -> None:
    from jaras.kernel import keys

    taken = intake.take(words=WORDS, by=by, at=at).report
    case = intake.open_case(report=taken, by=by, at=at)
    cases.set_level(case=Case.objects.get(pk=case.pk), level=Level.RESTRICTED, by=by, at=at)
    keys.destroy(Report.objects.get(pk=taken.pk))
    assert Report.objects.get(pk=taken.pk).words == ""


def test_every_sealed_column_leads_to_a_key() -> None:
    from jaras.kernel.keys.fields import sealed_fields
    from jaras.kernel.keys.sealing import _end

    owners: set[Any] = set()
    for field in sealed_fields():
        for path in field.paths():
            owner = _end(field.model, path)
            assert owner._meta.get_field("key"), field
            if not field.always:
                assert owner._meta.get_field("level"), field
            owners.add(owner)
    assert {apps.get_model("cases.Case"), apps.get_model("intake.Report")} <= owners

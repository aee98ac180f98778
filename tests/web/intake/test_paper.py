"""The watch on two pages of paper: what stands there, what must not, how it is kept."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone, translation

from jaras.governance import actions as governance
from jaras.governance.models import Member, actor_of
from jaras.intake import actions
from jaras.intake.models import Duty, Report
from jaras.kernel import periodic
from jaras.kernel.actor import SYSTEM
from jaras.kernel.models import Level
from jaras.kernel.record.models import ReadRecord
from jaras.web.intake.paper import content, drawing, keeping
from tests import factories

TWO_PAGES = b"/Type/Pages/Count 2/"


def said(at: datetime, language: str = "fr") -> dict[str, object]:
    with translation.override(language):
        return content.content(to=SYSTEM, at=at)


def many(number: int) -> None:
    for place in range(number):
        words = f"Une femme dort dehors près du marché, elle tremble de froid, message {place}. " * 3
        actions.receive(channel="WHATSAPP", external_id=f"m{place}", words=words, at=timezone.now())
    Report.objects.update(urgency="IMMEDIAT", urgency_rank=0)


def test_the_sheet_tells_the_watch(waiting: Report, operator: Member) -> None:
    by, at = actor_of(operator), timezone.now()
    governance.take_watch(by=by, at=at)
    actions.send_team(report=waiting, team="Équipe mobile 2", by=by, at=at)
    factories.service(always_open=True, telephone="05 23 00 00 08", code="ACC-HEB", at=at)
    shown = str(said(at))
    for expected in ("Salma Bennani", "Équipe mobile 2", "05 23 00 00 08", "homme âgé a froid", "177"):
        assert expected in shown


def test_who_reported_is_not_on_paper(waiting: Report) -> None:
    waiting.words = "Rappelez-moi au +212 6 12 34 56 78, il a froid."
    waiting.save()
    shown = str(said(timezone.now()))
    assert "Rappelez-moi au …, il a froid." in shown
    assert not [word for word in ("Nadia", "Alami", "12 34 56") if word in shown]


def test_a_restricted_report_is_a_number(waiting: Report, operator: Member) -> None:
    by, at = actor_of(operator), timezone.now()
    waiting.duties.all().delete()
    Duty.objects.create(report=waiting, code="LD4", raised_at=at, due_at=at)
    actions.call_help(report=waiting, number="15", by=by, at=at)
    waiting.refresh_from_db()
    waiting.level, waiting.place_text = Level.RESTRICTED, "Derrière le cinéma"
    waiting.save()
    shown = said(at)
    rows = [row for section in shown["sections"] for row in section["rows"]] + shown["open"]["rows"]  # type: ignore[attr-defined, index]
    assert rows
    assert all(row[0] == str(waiting.pk) and "Restreint" in row for row in rows)
    assert not [word for word in ("froid", "cinéma", "103-13", "Violence") if word in str(rows)]


def test_whoever_may_not_see_restricted_reports_does_not_count_them(
    waiting: Report, operator: Member
) -> None:
    Report.objects.update(level=Level.RESTRICTED)
    assert content.content(to=actor_of(operator), at=timezone.now())["open"]["rows"] == []


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_full_night_is_two_pages_and_says_what_it_leaves_out(language: str) -> None:
    many(content.REPORTS + 37)
    shown = said(timezone.now(), language)
    assert len(shown["open"]["rows"]) == content.REPORTS  # type: ignore[index]
    assert "37" in shown["open"]["more"]  # type: ignore[index]
    assert TWO_PAGES in drawing.pdf(language, to=SYSTEM, at=timezone.now())


def test_whoever_prints_the_watch_is_named_nobody_is_each_hour(operator: Member) -> None:
    told = content.content(to=actor_of(operator), at=timezone.now())["printed"]
    assert told == f"Imprimé par {operator.name}."
    assert content.content(to=SYSTEM, at=timezone.now())["printed"] == ""


def test_an_empty_house_is_two_pages() -> None:
    assert TWO_PAGES in drawing.pdf("fr", to=SYSTEM, at=timezone.now())


def test_its_queries_do_not_grow(django_assert_max_num_queries: Callable[..., object]) -> None:
    many(20)
    said(timezone.now())
    with django_assert_max_num_queries(20):  # type: ignore[attr-defined]
        said(timezone.now())


def test_each_hour_has_its_files_and_the_old_ones_go(tmp_path: Path, at: datetime) -> None:
    for hours in (0, 1, 48, 49):
        keeping.make(tmp_path, at=at - timedelta(hours=49 - hours))
    (tmp_path / "notes-2h-de.pdf").write_bytes(b"somebody else's")
    made = keeping.make(tmp_path, at=at)
    assert [path.name for path in made] == ["2026-11-25-02h-fr.pdf", "2026-11-25-02h-ar.pdf"]
    assert made[0].read_bytes().startswith(b"%PDF")
    assert made[0].stat().st_mode & 0o077 == 0
    kept = sorted(path.name for path in tmp_path.iterdir())
    assert "2026-11-23-01h-fr.pdf" not in kept, "older than 48 hours"
    assert "2026-11-23-02h-fr.pdf" in kept, "48 hours old"
    assert "notes-2h-de.pdf" in kept
    assert not [name for name in kept if name.endswith(".part")]


def test_the_hour_is_in_the_timetable(tmp_path: Path, settings: object) -> None:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    known = periodic.registered()["jaras.web.intake.paper.keeping.make_hourly"]
    assert known.minutes == 60
    keeping.make_hourly()
    assert len(list((tmp_path / "sheets").glob("*.pdf"))) == 2


def test_one_tap_on_the_desk(desk: Client, waiting: Report) -> None:
    assert 'href="/desk/sheet"' in desk.get("/desk").content.decode()
    answer = desk.get("/desk/sheet")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert TWO_PAGES in answer.content
    assert ReadRecord.objects.filter(subject="sheet").count() == 1


def test_only_the_watch_prints(member: Callable[..., Member], sign_in: Callable[[Member], Client]) -> None:
    assert sign_in(member("field")).get("/desk/sheet").status_code == 403

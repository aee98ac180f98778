"""The pages of the handover: one press a line, nothing of what the reader may not see."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jaras.governance import actions as governance
from jaras.governance.models import Member, Watch, actor_of
from jaras.handover.models import HandoverAnswer, HandoverLine, Promise
from jaras.intake import actions as intake
from jaras.intake.models import Report
from jaras.kernel.actor import SYSTEM
from tests import factories
from tests.access.test_sealed import OWN

MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def salma(member: MakeMember) -> Member:
    return member("operator", name="Salma Bennani")


@pytest.fixture
def youssef(member: MakeMember) -> Member:
    return member("operator", name="Youssef Alami")


@pytest.fixture
def watch(salma: Member) -> Watch:
    factories.province()
    return governance.take_watch(by=actor_of(salma), at=timezone.now() - timedelta(hours=6))


def arrives(number: int) -> Report:
    words = f"Une dame demande où déposer sa demande, {number}"
    return intake.receive(
        channel="WEB", external_id=f"m{number}", words=words, at=timezone.now() - timedelta(hours=1)
    ).report


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_list_stands_where_the_watch_is_handed_over(
    watch: Watch, salma: Member, youssef: Member, sign_in: SignIn
) -> None:
    report, browser = arrives(1), sign_in(salma)
    assert f'hx-get="/watches/{watch.pk}/open/"' in text(browser.get(f"/watches/{watch.pk}/hand-over/"))
    assert f'href="/reports/{report.pk}"' in text(browser.get(f"/watches/{watch.pk}/open/"))
    given = browser.post(f"/watches/{watch.pk}/hand-over/", {"to": str(youssef.pk), "note": "Nuit calme."})
    assert given.headers["Location"] == f"/watches/{watch.pk}/handover/"
    page = text(browser.get(f"/watches/{watch.pk}/handover/"))
    assert "Ce que vous avez transmis" in page
    assert "0 sur 1 acquitté" in page
    assert 'value="acknowledged"' not in page, "the one who left does not acknowledge"


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_one_press_acknowledges_with_script_and_without(
    watch: Watch, salma: Member, youssef: Member, sign_in: SignIn, language: str
) -> None:
    arrives(1), arrives(2)
    governance.hand_over_watch(watch=watch, to=youssef, note="", by=actor_of(salma), at=timezone.now())
    first, second = HandoverLine.objects.all()
    browser = sign_in(youssef)
    browser.cookies["jaras_language"] = language
    page = f"/watches/{watch.pk}/handover/"
    assert text(browser.get(page)).count('value="acknowledged"') == 4
    plain = browser.post(f"/watches/handed-over/{first.pk}/", {"kind": "acknowledged"})
    assert plain.headers["Location"] == f"{page}#line-{first.pk}"
    said = {"kind": "acknowledged", "words": "Je l’appelle."}
    swapped = text(browser.post(f"/watches/handed-over/{second.pk}/", said, headers=HTMX))
    assert f'id="line-{second.pk}"' in swapped
    assert 'id="acknowledged" hx-swap-oob="true"' in swapped
    assert "Je l’appelle." in swapped
    again = text(browser.post(f"/watches/handed-over/{second.pk}/", said, headers=HTMX))
    assert 'class="error"' in again
    assert HandoverAnswer.objects.count() == 2


def test_a_question_comes_back_into_the_day_of_the_one_who_left(
    watch: Watch, salma: Member, youssef: Member, sign_in: SignIn
) -> None:
    arrives(1)
    governance.hand_over_watch(watch=watch, to=youssef, note="", by=actor_of(salma), at=timezone.now())
    line, coming, gone = HandoverLine.objects.get(), sign_in(youssef), sign_in(salma)
    assert "1 élément à acquitter" in text(coming.get("/day/"))
    coming.post(f"/watches/handed-over/{line.pk}/", {"kind": "asked", "words": "Laquelle ?"})
    assert "Expliquez ce que vous avez transmis" in text(gone.get("/day/"))
    page = text(gone.get(f"/watches/{watch.pk}/handover/"))
    assert "Laquelle ?" in page
    assert 'value="said"' in page
    empty = gone.post(f"/watches/handed-over/{line.pk}/", {"kind": "said"}, follow=True)
    assert "Écrivez ce que la relève doit savoir" in text(empty)
    gone.post(f"/watches/handed-over/{line.pk}/", {"kind": "said", "words": "La deuxième."})
    assert "La deuxième." in text(coming.get(f"/watches/{watch.pk}/handover/"))
    other = gone.post(f"/watches/handed-over/{line.pk}/", {"kind": "other"}, follow=True)
    assert "Choisissez ce que vous répondez" in text(other)


def test_a_promise_is_written_kept_told_in_the_day(watch: Watch, salma: Member, sign_in: SignIn) -> None:
    report, browser = arrives(1), sign_in(salma)
    page = f"/watches/{watch.pk}/promises/"
    refused = browser.post(page, {"words": "Rappeler", "due_at": "2020-01-01T04:00"})
    assert refused.status_code == 400
    assert 'value="Rappeler"' in text(refused)
    said = {"words": "Rappeler la dame", "about": f"report-{report.pk}"}
    assert browser.post(page, said).status_code == 302
    made = Promise.objects.get()
    assert made.report == report
    assert "Rappeler la dame" in text(browser.get("/day/"))
    assert browser.post(f"/watches/promises/{made.pk}/keep/").status_code == 302
    assert browser.post(f"/watches/promises/{made.pk}/lose/").status_code == 404
    assert "Rappeler la dame" not in text(browser.get("/day/"))


def test_what_is_hidden_leaves_no_trace(
    watch: Watch, salma: Member, youssef: Member, sign_in: SignIn
) -> None:
    """The same pages, the same number of queries, with a sealed report in the list or without."""
    now, browser = timezone.now(), sign_in(youssef)
    _taken_by(salma, 1)
    second = governance.hand_over_watch(watch=watch, to=youssef, note="", by=actor_of(salma), at=now)
    before = _three_pages(browser, watch)
    third = governance.hand_over_watch(watch=second, to=salma, note="", by=actor_of(youssef), at=now)
    hidden = _taken_by(salma, 2)
    intake.seal(report=hidden, compartment="violence", by=SYSTEM, at=now)
    governance.hand_over_watch(watch=third, to=youssef, note="", by=actor_of(salma), at=now)
    line = HandoverLine.objects.get(watch=third, report=hidden)
    after = _three_pages(browser, third)
    assert [queries for _page, queries in after] == [queries for _page, queries in before]
    assert all("demande, 2" not in page and f"/reports/{hidden.pk}" not in page for page, _queries in after)
    assert "0 sur 1 acquitté" in after[0][0]
    gone = text(sign_in(salma).get(f"/watches/{third.pk}/handover/"))
    assert "Un élément que Youssef Alami ne peut pas voir reste avec vous." in gone
    missing = browser.post("/watches/handed-over/999999/", {"kind": "acknowledged"})
    there = browser.post(f"/watches/handed-over/{line.pk}/", {"kind": "acknowledged"})
    assert (there.status_code, OWN.sub(b"", there.content)) == (404, OWN.sub(b"", missing.content))


def _taken_by(who: Member, number: int) -> Report:
    report = arrives(number)
    intake.claim(report=report, by=actor_of(who), at=timezone.now())
    return report


def _three_pages(browser: Client, watch: Watch) -> list[tuple[str, int]]:
    pages = (f"/watches/{watch.pk}/handover/", "/day/", f"/watches/{watch.pk}/open/")
    return [_read(browser, page) for page in pages]


def _read(browser: Client, page: str) -> tuple[str, int]:
    cache.clear()
    browser.get(page)
    with CaptureQueriesContext(connection) as asked:
        answer = browser.get(page)
    assert answer.status_code == 200
    return text(answer), len(asked)


def test_nothing_was_open(watch: Watch, salma: Member, youssef: Member, sign_in: SignIn) -> None:
    browser = sign_in(salma)
    assert "Rien n’est en cours" in text(browser.get(f"/watches/{watch.pk}/handover/"))
    governance.end_watch(watch=watch, note="", by=actor_of(salma), at=timezone.now())
    page = text(browser.get(f"/watches/{watch.pk}/handover/"))
    assert "Rien n’était en cours" in page
    assert "Personne ne tient la permanence" in page
    assert browser.get("/watches/999/handover/").status_code == 404


def test_the_page_asks_as_much_whatever_it_shows(
    watch: Watch, salma: Member, youssef: Member, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    for number in range(12):
        arrives(number)
    for _number in range(3):
        case = factories.case(by=salma, at=timezone.now())
        factories.referral(factories.need(case, by=salma, at=timezone.now()), by=salma, at=timezone.now())
    browser = sign_in(youssef)
    browser.get("/day/")
    with django_assert_num_queries(13):
        browser.get(f"/watches/{watch.pk}/handover/")
    governance.hand_over_watch(watch=watch, to=youssef, note="", by=actor_of(salma), at=timezone.now())
    with django_assert_num_queries(11):
        page = text(browser.get(f"/watches/{watch.pk}/handover/"))
    assert page.count('id="line-') == 15

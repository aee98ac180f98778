"""The pages of webhooks, as an administrator sees them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from jaras.governance.models import Member, actor_of
from jaras.hooks import actions
from jaras.hooks.models import Delivery, Hook, Try

ADDRESS = "https://observatoire.example.org/jaras"
SAID: dict[str, Any] = {
    "name": "Observatoire",
    "address": ADDRESS,
    "kinds": ["case.opened", "referral.moved"],
}


@pytest.fixture
def administrator(member: Callable[..., Member]) -> Member:
    return member("administrator")


@pytest.fixture
def browser(administrator: Member, sign_in: Callable[[Member], Client]) -> Client:
    return sign_in(administrator)


@pytest.fixture
def hook(administrator: Member) -> Hook:
    return actions.register(**SAID, by=actor_of(administrator), at=timezone.now()).hook


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_an_address_is_registered_its_secret_shown_once(browser: Client) -> None:
    assert "case.opened" in text(browser.get("/hooks/new/"))
    answer = browser.post("/hooks/new/", SAID)
    hook = Hook.objects.get()
    assert (answer.status_code, "whsec_" in text(answer)) == (200, True)
    assert "no-store" in answer["Cache-Control"]
    assert (hook.kinds, hook.address) == (SAID["kinds"], ADDRESS)
    for page in ("/hooks/", f"/hooks/{hook.pk}/", f"/hooks/{hook.pk}/amend/"):
        assert "whsec_" not in text(browser.get(page))


def test_a_wrong_address_is_told_beside_its_field(browser: Client) -> None:
    answer = browser.post("/hooks/new/", SAID | {"address": "https://10.0.0.1/"})
    assert (answer.status_code, 'id="id_address_error"' in text(answer)) == (400, True)
    assert not Hook.objects.exists()


def test_a_test_is_sent_its_page_says_what_was_answered(browser: Client, hook: Hook) -> None:
    answer = browser.post(f"/hooks/{hook.pk}/test/")
    delivery = Delivery.objects.get()
    assert answer.url == f"/hooks/{hook.pk}/messages/{delivery.pk}/"  # type: ignore[attr-defined]
    Try.objects.create(
        delivery=delivery, at=timezone.now(), status=503, milliseconds=12, answer="<b>later</b>"
    )
    page = text(browser.get(answer.url))  # type: ignore[attr-defined]
    assert "503" in page
    assert "&lt;b&gt;later" in page
    assert "jaras.test" in page


def test_two_who_correct_at_once_both_learn_it(browser: Client, hook: Hook) -> None:
    changed = SAID | {"name": "Observatoire régional"}
    assert browser.post(f"/hooks/{hook.pk}/amend/", changed | {"version": hook.version}).status_code == 302
    late = browser.post(f"/hooks/{hook.pk}/amend/", SAID | {"name": "Autre", "version": hook.version})
    assert (late.status_code, "Observatoire régional" in text(late)) == (409, True)
    assert Hook.objects.get().name == "Observatoire régional"


def test_it_rests_is_resumed_is_taken_away(browser: Client, hook: Hook) -> None:
    for verb, state in (("pause", "paused"), ("resume", "active"), ("retire", "retired")):
        assert browser.post(f"/hooks/{hook.pk}/{verb}/").status_code == 302
        assert Hook.objects.get().state == state
    assert browser.get(f"/hooks/{hook.pk}/").status_code == 404
    assert browser.post(f"/hooks/{hook.pk}/resume/").status_code == 404


def test_a_verb_of_the_software_is_nobody_elses(browser: Client, hook: Hook) -> None:
    assert browser.post(f"/hooks/{hook.pk}/fall_silent/").status_code == 404


def test_a_message_is_found_under_its_own_webhook_alone(
    browser: Client, hook: Hook, administrator: Member
) -> None:
    by, at = actor_of(administrator), timezone.now()
    other = actions.register(**SAID, by=by, at=at).hook
    delivery = actions.send_test(hook=hook, by=by, at=at)
    assert browser.get(f"/hooks/{other.pk}/messages/{delivery.pk}/").status_code == 404
    assert browser.post(f"/hooks/{other.pk}/messages/{delivery.pk}/again/").status_code == 404


def test_the_log_reads_a_fixed_number_of_queries(
    browser: Client, hook: Hook, administrator: Member, django_assert_max_num_queries: Any
) -> None:
    by = actor_of(administrator)
    for _number in range(30):
        actions.send_test(hook=hook, by=by, at=timezone.now())
    browser.get(f"/hooks/{hook.pk}/")
    with django_assert_max_num_queries(8):
        page = text(browser.get(f"/hooks/{hook.pk}/"))
    assert "after=" in page


def test_others_do_not_know_of_it(member: Callable[..., Member], sign_in: Any, hook: Hook) -> None:
    head = sign_in(member("head"))
    assert head.get("/hooks/").status_code == 403
    assert head.post(f"/hooks/{hook.pk}/test/").status_code == 403

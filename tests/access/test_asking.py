"""A question whether somebody is known elsewhere tells whoever asks nothing: the same whatever there is."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as profile
from hypothesis import strategies as st

from jaras.governance.models import Member, actor_of
from jaras.people import actions, queries
from jaras.people.models import Inquiry, Person
from jaras.people.rules.asking import TOLD
from tests import factories
from tests.access.test_sealed import OWN
from tests.access.test_two_worlds import NUMBERS
from tests.access.test_two_worlds import told as differences

pytestmark = pytest.mark.django_db
NAMES: list[dict[str, Any]] = [
    {"arabic_name": "زبيدة الكرومي", "age_about": 31},
    {"given_name": "Zoubida", "family_name": "Kerroumi", "telephone": "0661234567"},
    {"given_name": "Zoubeida", "family_name": "El Karroumi", "father_name": "Belkheir"},
]
ANSWERS = ("links", "finds nobody", "has not looked")
PAGES = (
    *("/people/{pk}/", "/people/{pk}/same/?q=kerroumi", "/people/?q=zoubida", "/search?q=kerroumi"),
    *("/people/links/", "/people/elsewhere/", "/day/", "/figures/"),
)


def seen(browser: Client, verb: str, path: str) -> tuple[Any, ...]:
    """The status, how many queries, the page without what is its own, where it leads."""
    cache.clear()
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        answer: Any = getattr(browser, verb)(path)
        page = NUMBERS.sub("n", OWN.sub(b"", answer.content).decode())
        transaction.set_rollback(verb == "get")
    leads = NUMBERS.sub("n", answer.get("Location", ""))
    return NUMBERS.sub("n", path), answer.status_code, len(asked), page, leads


def told(
    who: Member, colleague: Member, person: Person, holder: Member, answer: str, at: datetime
) -> Iterator[Any]:
    """All that whoever asks reads, from the press until its days are over, with what a colleague reads."""
    browser, beside = Client(), Client()

    def come_in() -> None:
        """Nobody stays signed in for three days; a session writes once that it is used."""
        for each, member in ((browser, who), (beside, colleague)):
            each.force_login(member, backend=settings.AUTHENTICATION_BACKENDS[0])
            assert each.get("/people/").status_code == 200

    with time_machine.travel(at, tick=False):
        come_in()
        yield seen(browser, "post", f"/people/{person.pk}/elsewhere/")
    asked, by = Inquiry.objects.get(), actor_of(holder)
    hidden = [each.person for each in queries.meant(person, by)]
    if answer == "links" and hidden:
        actions.answer_elsewhere(inquiry=asked, other=hidden[0], by=by, at=at)
    elif answer != "has not looked":
        actions.find_nobody(inquiry=asked, by=by, at=at)
    for later in (timedelta(minutes=5), TOLD - timedelta(minutes=1), TOLD):
        with time_machine.travel(at + later, tick=False):
            come_in()
            yield [seen(browser, "get", path.format(pk=person.pk)) for path in PAGES]
            yield seen(browser, "get", f"/people/elsewhere/{asked.pk}/")
            # The check itself asks more where somebody hidden lies under the same keys: read, not counted.
            read = seen(beside, "get", f"/people/elsewhere/{asked.pk}/")
            yield [said for place, said in enumerate(read) if place != 2]
            yield seen(beside, "get", "/people/elsewhere/")
            yield seen(beside, "get", "/day/")
    with time_machine.travel(at + TOLD, tick=False):
        come_in()
        yield seen(browser, "post", f"/people/{person.pk}/elsewhere/")
    yield Inquiry.objects.count()


@pytest.mark.parametrize("role", ["operator", "referent", "head"])
def test_whoever_asks_cannot_tell_whether_there_is_somebody(
    role: str, member: Callable[..., Member], at: datetime
) -> None:
    who, colleague = member(role), member("head")
    holder = member("referent", compartments=["violence"])
    person = factories.person(
        given_name="Zoubida", family_name="Kerroumi", telephone="0661234567", age_about=30, at=at
    )
    factories.case(by=factories.member(), persons=[person], at=at)

    def lived(about: dict[str, Any] | None, answer: str) -> list[Any]:
        with transaction.atomic():
            if about is not None:
                hidden = factories.person(at=at, **about)
                factories.case(by=holder, persons=[hidden], sealed="violence", at=at)
            found = list(told(who, colleague, person, holder, answer, at + timedelta(hours=1)))
            transaction.set_rollback(True)
        return found

    lived(None, "has not looked")  # what is read once in the life of a process
    nowhere = lived(None, "has not looked")
    assert not list(differences(lived(None, "finds nobody"), nowhere))

    @profile(
        max_examples=4,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.sampled_from(NAMES), st.sampled_from(ANSWERS))
    def holds(about: dict[str, Any], answer: str) -> None:
        # A session writes once a minute that it is still used: not twice at the same page.
        found = list(differences(lived(about, answer), nowhere))
        assert not found or not list(differences(lived(about, answer), nowhere)), found

    holds()

"""A partner is asked once a month whether its page is right: one press, or what has changed."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core import mail

from jaras.governance.models import Member, actor_of
from jaras.kernel.access import Forbidden
from jaras.kernel.actor import SYSTEM
from jaras.kernel.refusal import Refused
from jaras.partners import actions, jobs, queries
from jaras.partners.models import Confirmation, Organisation
from jaras.partners.rules.asking import ConfirmationState
from tests import factories

DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def dar() -> Organisation:
    return factories.organisation(name_fr="Dar Al Karama", email="dar@example.org")


def asks(at: datetime) -> list[str]:
    with time_machine.travel(at, tick=False):
        jobs.ask_partners()
    return [row.organisation.name_fr for row in Confirmation.objects.filter(asked_at=at)]


def test_once_a_month_whoever_did_not_confirm_is_asked(dar: Organisation, at: datetime) -> None:
    factories.organisation(name_fr="Sans adresse")
    factories.organisation(name_fr="La cellule", email="cell@example.org", runs_cell=True)
    gone = factories.organisation(name_fr="Partie", email="gone@example.org")
    actions.retire(organisation=gone, by=SYSTEM, at=at)
    assert asks(at) == ["Dar Al Karama"]
    assert asks(at + DAY) == []
    assert asks(at + 29 * DAY) == []
    assert asks(at + 30 * DAY) == ["Dar Al Karama"]
    actions.confirm(organisation=Organisation.objects.get(pk=dar.pk), by=SYSTEM, at=at + 59 * DAY)
    assert asks(at + 61 * DAY) == []
    assert asks(at + 89 * DAY) == ["Dar Al Karama"]


def test_the_letter_speaks_both_languages_and_leaves_once(
    dar: Organisation, at: datetime, work: Callable[[], int]
) -> None:
    asked = actions.ask_partner(organisation=dar, by=SYSTEM, at=at)
    with time_machine.travel(at, tick=False):
        work()
        jobs.mail_confirmation(asked.pk)
    (letter,) = mail.outbox
    assert letter.to == ["dar@example.org"]
    assert "Est-ce toujours juste" in letter.subject
    assert "هل ما زال" in letter.subject
    assert letter.body.count(f"/annuaire/confirmer/{queries.link_of(asked)}") == 2


def test_one_press_confirms_and_the_link_serves_once(dar: Organisation, at: datetime) -> None:
    asked = actions.ask_partner(organisation=dar, by=SYSTEM, at=at)
    by = queries.whoever_was_asked(asked)
    actions.confirm_by_link(confirmation=asked, by=by, at=at + DAY)
    dar.refresh_from_db()
    assert dar.confirmed_at == at + DAY
    with pytest.raises(Refused):
        actions.confirm_by_link(confirmation=asked, by=by, at=at + 2 * DAY)
    with pytest.raises(Refused):
        actions.correct_by_link(confirmation=asked, words="Fermé", by=by, at=at + 2 * DAY)


def test_what_has_changed_is_kept_until_somebody_puts_it_right(
    dar: Organisation, member: Callable[..., Member], at: datetime
) -> None:
    head = actor_of(member("head"))
    asked = actions.ask_partner(organisation=dar, by=head, at=at)
    by = queries.whoever_was_asked(asked)
    for nothing in ("", "   "):
        with pytest.raises(Refused) as refused:
            actions.correct_by_link(confirmation=asked, words=nothing, by=by, at=at)
        assert refused.value.field == "words"
    actions.correct_by_link(confirmation=asked, words="Nous fermons à 16 h", by=by, at=at + DAY)
    dar.refresh_from_db()
    assert dar.confirmed_at is None
    (found,) = queries.corrections(head, dar)
    assert found.words == "Nous fermons à 16 h"
    assert queries.corrections(actor_of(member("operator"))) == []
    with pytest.raises(Forbidden):
        actions.settle_correction(confirmation=found, by=actor_of(member("operator")), at=at + DAY)
    actions.settle_correction(confirmation=found, by=head, at=at + 2 * DAY)
    actions.settle_correction(confirmation=found, by=head, at=at + 3 * DAY)
    dar.refresh_from_db()
    assert dar.confirmed_at == at + 2 * DAY
    assert Confirmation.objects.get().state == ConfirmationState.SETTLED


def test_a_link_dies_with_its_time_with_a_newer_letter_with_the_partner(
    dar: Organisation, at: datetime
) -> None:
    first = actions.ask_partner(organisation=dar, by=SYSTEM, at=at)
    second = actions.ask_partner(organisation=dar, by=SYSTEM, at=at + DAY)
    for letter, moment in ((first, at + 2 * DAY), (second, at + 46 * DAY)):
        with pytest.raises(Refused):
            actions.confirm_by_link(confirmation=letter, by=queries.whoever_was_asked(letter), at=moment)
    assert queries.asked_by(queries.link_of(second)) == second
    assert queries.asked_by(queries.link_of(second)[:-1]) is None
    assert queries.asked_by("x" * 1000) is None
    actions.retire(organisation=Organisation.objects.get(pk=dar.pk), by=SYSTEM, at=at)
    assert queries.asked_by(queries.link_of(second)) is None


def test_only_whoever_was_asked_answers(
    dar: Organisation, member: Callable[..., Member], at: datetime
) -> None:
    asked = actions.ask_partner(organisation=dar, by=SYSTEM, at=at)
    other = actions.ask_partner(
        organisation=factories.organisation(email="other@example.org"), by=SYSTEM, at=at
    )
    for by in (queries.whoever_was_asked(other), actor_of(member("partner")), actor_of(member("head"))):
        with pytest.raises(Forbidden):
            actions.confirm_by_link(confirmation=asked, by=by, at=at)
    with pytest.raises(Forbidden):
        actions.ask_partner(organisation=dar, by=actor_of(member("operator")), at=at)


def test_without_an_address_nobody_is_written_to(at: datetime) -> None:
    with pytest.raises(Refused):
        actions.ask_partner(organisation=factories.organisation(email=""), by=SYSTEM, at=at)

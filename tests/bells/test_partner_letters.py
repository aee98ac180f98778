"""A partner's help: asked by letter, answered by a link, written down by telephone."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from jaras.bells import actions, jobs
from jaras.bells.models import Bell, BellHelp, BellLetter
from jaras.bells.queries import letters as queries
from jaras.bells.queries.letters import Reached
from jaras.bells.rules import HelpState, LetterKind
from jaras.cases.models import Case
from jaras.governance.models import Member, actor_of
from jaras.kernel import access
from jaras.kernel.actor import SYSTEM
from jaras.kernel.models import Level
from jaras.kernel.refusal import Refused
from jaras.kernel.transports import NotSent, Went
from tests import factories

SECRETS = ("blanket", "Warm", "gare", "Driss", "night shelter")
DAY = timedelta(days=1)


@pytest.fixture
def karim(member: Callable[..., Member]) -> Member:
    return member("referent", name="Karim El Mehdaoui")


def rung(by: Member, at: datetime, *, email: str = "dar@example.org", **more: Any) -> BellHelp:
    house = factories.organisation(email=email)
    bell = actions.ring(
        what="Bring blankets to the night shelter",
        why="Driss is cold, gare",
        who=by,
        due_at=at + 3 * DAY,
        role="PIVOT",
        with_whom=[actions.Ask(organisation=house, part="Warm clothes")],
        by=actor_of(by),
        at=at,
        **more,
    )
    return bell.help.get()


def of_partner(asked: BellHelp) -> dict[str, Any]:
    return {"asked": asked, "by": queries.partner_of(asked), "at": timezone.now()}


def test_the_letter_speaks_both_languages_and_tells_nothing(
    karim: Member, at: datetime, work: Callable[[], int]
) -> None:
    asked = rung(karim, at)
    work()
    (letter,) = mail.outbox
    assert letter.to == ["dar@example.org"]
    assert letter.body.index("Bonjour") < letter.body.index("السلام عليكم")
    assert letter.body.count(f"/b/{queries.token_of(asked)}") == 2
    assert "28/11/2026" in letter.body
    for secret in SECRETS:
        assert secret not in re.sub(r"/b/\S+", "", f"{letter.subject} {letter.body}")
    assert queries.reached(asked, asked.letters.all()) is Reached.LEFT


@pytest.mark.parametrize("level", [Level.RESTRICTED, Level.SEALED])
def test_of_a_file_shared_with_few_no_letter_leaves_and_the_link_opens_nothing(
    level: Level, karim: Member, at: datetime, work: Callable[[], int]
) -> None:
    case = factories.case(by=karim, at=at)
    sealed_in = "violence" if level == Level.SEALED else ""
    Case.objects.filter(pk=case.pk).update(level=level, compartment=sealed_in)
    bell = Bell.objects.get(pk=rung(karim, at).bell_id)
    Bell.objects.filter(pk=bell.pk).update(case=case)
    work()
    asked = BellHelp.objects.select_related("bell__case").get()
    assert mail.outbox == []
    assert queries.reached(asked, asked.letters.all()) is Reached.PROTECTED
    with pytest.raises(Refused):
        actions.renew_link(asked=asked, email="dar@example.org", by=actor_of(karim), at=at)


def test_an_undertaking_of_a_session_is_told_to_nobody_by_letter(karim: Member, at: datetime) -> None:
    assert not rung(karim, at, of="session", row=1, private=True).letters.exists()


def test_a_partner_accepts_then_changes_their_mind_until_the_bell_ends(karim: Member, at: datetime) -> None:
    asked = rung(karim, at)
    for _twice in range(2):
        answered = actions.answer_for_partner(**of_partner(asked), verb="accept", signed="Nadia")
    assert (answered.state, answered.signed) == (HelpState.ACCEPTED, "Nadia")
    with pytest.raises(Refused):
        actions.answer_for_partner(**of_partner(asked), verb="decline", reason=" ")
    answered = actions.answer_for_partner(**of_partner(asked), verb="decline", reason="Closed")
    assert (answered.state, answered.reason) == (HelpState.DECLINED, "Closed")
    actions.finish(bell=Bell.objects.get(), evidence="There", by=actor_of(karim), at=at)
    with pytest.raises(Refused):
        actions.answer_for_partner(**of_partner(asked), verb="accept")


def test_nobody_answers_for_another_partner(karim: Member, at: datetime, actor: Callable[..., Any]) -> None:
    asked = rung(karim, at)
    other = replace(queries.partner_of(asked), organisation_id=factories.organisation().pk)
    for by in (other, actor("partner")):
        with pytest.raises((access.NotVisible, access.Forbidden)):
            actions.answer_for_partner(asked=asked, verb="accept", by=by, at=at)
    assert BellHelp.objects.get().state == HelpState.ASKED


def test_a_silent_partner_is_reminded_once_after_two_days(karim: Member, work: Callable[[], int]) -> None:
    asked = rung(karim, timezone.now())
    work()
    jobs.follow_help()
    assert work() == 0
    BellLetter.objects.update(left_at=timezone.now() - queries.REMINDED_AFTER)
    jobs.follow_help()
    jobs.follow_help()
    work()
    assert [row.kind for row in asked.letters.all()] == [LetterKind.HELP, LetterKind.REMINDER]
    assert len(mail.outbox) == 2


def test_a_letter_that_did_not_arrive_is_seen_by_whoever_rang_and_written_again(
    karim: Member, at: datetime, work: Callable[[], int]
) -> None:
    asked = rung(karim, at)
    work()
    older = queries.token_of(asked)
    jobs.on_went(asked.letters.get().pk, went=Went.FAILED, code="5.1.1", words="", at=at)
    assert [way for _asked, way in queries.to_look_after(actor_of(karim))] == [Reached.UNDELIVERED]
    actions.renew_link(asked=asked, email="lits@example.org", by=actor_of(karim), at=at)
    work()
    assert mail.outbox[-1].to == ["lits@example.org"]
    assert queries.to_look_after(actor_of(karim)) == []
    knocked = queries.knock(older)
    assert knocked is not None
    assert not knocked.current


def test_a_mail_server_that_refuses_the_address_is_told_at_once(
    karim: Member, at: datetime, work: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: EmailBackend, _messages: Any) -> int:
        raise NotSent("refused")

    monkeypatch.setattr(EmailBackend, "send_messages", refused)
    asked = rung(karim, at)
    work()
    assert queries.reached(asked, asked.letters.all()) is Reached.UNDELIVERED


def test_a_refusal_stands_on_the_day_of_whoever_rang_until_they_know(karim: Member, at: datetime) -> None:
    asked, by = rung(karim, at), actor_of(karim)
    actions.answer_for_partner(**of_partner(asked), verb="decline", reason="Full")
    assert [asked.reason for asked, _way in queries.to_look_after(by)] == ["Full"]
    actions.note_help(asked=asked, by=by, at=at)
    assert queries.to_look_after(by) == []


def test_what_they_said_on_the_telephone_is_known_to_whoever_writes_it(karim: Member, at: datetime) -> None:
    asked, by = rung(karim, at, email=""), actor_of(karim)
    assert [way for _asked, way in queries.to_look_after(by)] == [Reached.NO_ADDRESS]
    actions.answer_for_partner(asked=asked, verb="decline", reason="Full", by=by, at=at)
    assert queries.to_look_after(by) == []


def test_partners_who_wait_are_told_that_a_bell_is_not_needed(
    karim: Member, at: datetime, work: Callable[[], int]
) -> None:
    rung(karim, at)
    work()
    actions.drop(bell=Bell.objects.get(), reason="Rain stopped", by=actor_of(karim), at=at)
    work()
    assert "/b/" not in mail.outbox[-1].body
    assert "Rain" not in mail.outbox[-1].body
    assert len(mail.outbox) == 2


def test_a_letter_whose_link_died_meanwhile_stays(
    karim: Member, at: datetime, work: Callable[[], int]
) -> None:
    asked = rung(karim, at)
    actions.answer_for_partner(asked=asked, verb="accept", by=SYSTEM, at=at)
    work()
    assert mail.outbox == []

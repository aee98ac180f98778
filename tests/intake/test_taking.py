"""A report is drafted, taken, received: one effect or one refusal a test."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from jaras.governance.models import Member, actor_of
from jaras.intake import actions, queries
from jaras.intake.models import Assessment, Message, Report
from jaras.intake.rules import tracking
from jaras.kernel import counters
from jaras.kernel.access import Forbidden
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.models import EventRecord, Transition
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict

WORDS = "Un homme âgé a froid près de la gare routière."
MakeActor = Callable[..., Actor]


def test_an_operator_holds_the_report_they_take(actor: MakeActor, at: datetime) -> None:
    by = actor("operator")
    report = actions.take(channel="TEL", words=WORDS, by=by, at=at).report
    assert (report.state, report.claimed_by_id, report.received_at) == ("received", by.member_id, at)


def test_a_field_agent_s_report_waits_for_the_watch(actor: MakeActor, at: datetime) -> None:
    report = actions.take(channel="MARAUDE", words=WORDS, by=actor("field"), at=at).report
    assert report.claimed_by_id is None
    assert [row.pk for row in queries.to_take(actor("operator"))] == [report.pk]


def test_the_code_is_told_once_and_only_its_digest_is_kept(actor: MakeActor, at: datetime) -> None:
    taken = actions.take(channel="TEL", words=WORDS, by=actor("operator"), at=at)
    assert taken.report.tracking_digest == tracking.digest(taken.code.lower().replace("-", " "))
    kept = str(list(Report.objects.values())) + str(list(EventRecord.objects.values()))
    assert taken.code not in kept


def test_taking_is_one_event_one_transition_one_assessment(actor: MakeActor, at: datetime) -> None:
    report = actions.take(channel="TEL", words=WORDS, by=actor("operator"), at=at).report
    assert EventRecord.objects.filter(name="ReportReceived", subject_id=report.pk).count() == 1
    assert Transition.objects.filter(subject="report", subject_id=report.pk).count() == 1
    assert Assessment.objects.get(report=report).proposed["urgency"] == report.urgency


def test_events_hold_no_personal_value(actor: MakeActor, at: datetime) -> None:
    actions.take(
        channel="TEL",
        words=WORDS,
        reporter_name="Nadia Alami",
        reporter_telephone="0612345678",
        by=actor("operator"),
        at=at,
    )
    said = str(list(EventRecord.objects.values_list("data", flat=True)))
    assert not any(word in said for word in ("Nadia", "0612345678", "froid"))


def test_a_double_click_takes_one_report(actor: MakeActor, at: datetime) -> None:
    by = actor("operator")
    first = actions.take(channel="TEL", words=WORDS, key="form-1", by=by, at=at)
    second = actions.take(channel="TEL", words=WORDS, key="form-1", by=by, at=at)
    assert (second.report.pk, second.code) == (first.report.pk, "")
    assert Report.objects.count() == 1


def test_a_replayed_message_is_the_same_report(db: None, at: datetime) -> None:
    first = actions.receive(channel="WHATSAPP", external_id="w1", words=WORDS, at=at)
    again = actions.receive(channel="WHATSAPP", external_id="w1", words=WORDS, at=at)
    assert (again.report.pk, again.code) == (first.report.pk, "")
    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"words": ""}, "words"),
        ({"words": "\x00 \u202e"}, "words"),
        ({"words": "a" * 20_001}, "words"),
        ({"words": WORDS, "channel": "PIGEON"}, "channel"),
        ({"words": WORDS, "urgency": "DEMAIN"}, "urgency"),
        ({"words": WORDS, "kind": "?"}, "kind"),
        ({"words": WORDS, "who": "x" * 301}, "who"),
        ({"words": WORDS, "reporter_email": "nobody"}, "reporter_email"),
        ({"words": WORDS, "latitude": 91.0, "longitude": 0.0}, "latitude"),
        ({"words": WORDS, "latitude": 32.0}, "latitude"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    said: dict[str, Any], field: str, actor: MakeActor, at: datetime
) -> None:
    with pytest.raises(Refused) as refusal:
        actions.take(**({"channel": "TEL"} | said), by=actor("operator"), at=at)
    assert refusal.value.field == field
    assert not Report.objects.exists()


def test_words_are_kept_as_typed_but_for_what_deceives(actor: MakeActor, at: datetime) -> None:
    words = "نص \u202eعكس\x00 🙂 ‏ok\r\nfin"
    report = actions.take(channel="TEL", words=words, by=actor("operator"), at=at).report
    assert report.words == "نص عكس 🙂 ‏ok\nfin"


@pytest.mark.parametrize("role", ["referent", "committee", "governor", "administrator", "dpo"])
def test_roles_that_take_no_report_are_refused(role: str, actor: MakeActor, at: datetime) -> None:
    with pytest.raises(Forbidden):
        actions.take(channel="TEL", words=WORDS, by=actor(role), at=at)


def test_a_draft_is_seen_by_its_writer_only(actor: MakeActor, at: datetime) -> None:
    writer, head = actor("operator"), actor("head")
    draft = actions.save_draft(draft=None, channel="TEL", words="un homm", by=writer, at=at)
    assert [row.pk for row in queries.drafts(writer)] == [draft.pk]
    assert not Report.objects.visible_to(head).exists()
    taken = actions.take(draft=draft, words=WORDS, by=writer, at=at).report
    assert (taken.pk, Report.objects.visible_to(head).count()) == (draft.pk, 1)


def test_a_draft_taken_twice_is_one_report(actor: MakeActor, at: datetime) -> None:
    by = actor("operator")
    draft = actions.save_draft(draft=None, channel="TEL", words=WORDS, by=by, at=at)
    actions.take(draft=draft, by=by, at=at)
    stale = Report.objects.get(pk=draft.pk)
    assert actions.take(draft=stale, by=by, at=at).code == ""
    with pytest.raises(Refused):
        actions.save_draft(draft=stale, words="again", by=by, at=at)


def test_two_people_amend_and_neither_is_overwritten(actor: MakeActor, at: datetime) -> None:
    by = actor("operator")
    report = actions.take(channel="TEL", words=WORDS, by=by, at=at).report
    one, two = Report.objects.get(pk=report.pk), Report.objects.get(pk=report.pk)
    actions.amend(report=one, who="Homme, 60 ans", by=by, at=at)
    with pytest.raises(Conflict) as conflict:
        actions.amend(report=two, who="Homme, 70 ans", by=by, at=at)
    current = conflict.value.current
    assert isinstance(current, Report)
    assert current.who == "Homme, 60 ans"


def test_words_are_found_in_another_spelling_by_who_may_see(actor: MakeActor, at: datetime) -> None:
    report = actions.take(channel="TEL", words="Près de l'École", by=actor("operator"), at=at).report
    assert [row.pk for row in queries.found(actor("operator"), "ecole")] == [report.pk]
    assert queries.found(actor("partner"), "ecole") == []


def test_taking_writes_a_fixed_number_of_statements(
    member: Callable[..., Member], at: datetime, django_assert_max_num_queries: Any
) -> None:
    by = actor_of(member("operator"))
    actions.take(channel="TEL", words="bonjour", by=by, at=at)
    with django_assert_max_num_queries(22):
        actions.take(channel="TEL", words="bonjour à tous", by=by, at=at)


def test_the_software_receives_without_holding(db: None, at: datetime) -> None:
    report = actions.receive(channel="WEB", external_id="f1", words=WORDS, by=SYSTEM, at=at).report
    assert (report.taken_by_id, report.claimed_by_id) == (None, None)
    assert sum(counters.read("reports").values()) == 1


def test_one_key_is_one_draft_then_one_report(actor: MakeActor, at: datetime) -> None:
    by = actor("operator")
    first = actions.save_draft(draft=None, key="k", words="Un", by=by, at=at)
    second = actions.save_draft(draft=None, key="k", words="Un homme", by=by, at=at)
    taken = actions.take(key="k", words=WORDS, by=by, at=at).report
    assert first.pk == second.pk == taken.pk
    with pytest.raises(Refused):
        actions.save_draft(draft=None, key="k", words="Un homme", by=by, at=at)
    assert Report.objects.count() == 1

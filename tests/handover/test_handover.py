"""What is open when a watch ends goes to the next one, line by line."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction

from jaras.alerts import jobs as alerts
from jaras.alerts.models import Alert, Notice
from jaras.alerts.rules import Channel
from jaras.governance import actions as governance
from jaras.governance.models import Member, Watch, actor_of
from jaras.handover import actions, queries
from jaras.handover.models import HandoverAnswer, HandoverLine, Promise
from jaras.handover.rules import LineKind, may_acknowledge
from jaras.intake import actions as intake
from jaras.intake.models import Report
from jaras.kernel.access import Forbidden, NotVisible
from jaras.kernel.actor import SYSTEM
from jaras.kernel.models import EventRecord
from jaras.kernel.refusal import Refused
from jaras.partners import actions as partners
from jaras.privacy import actions as privacy
from tests import factories
from tests.hands import AT_ONCE, at_once

HOUR = timedelta(hours=1)
PERIL = "Un enfant ne respire plus, il est inconscient devant la gare"
CALM = "Une dame âgée demande où déposer sa demande d’aide alimentaire"
MakeMember = Callable[..., Member]


@pytest.fixture
def salma(member: MakeMember) -> Member:
    return member("operator", name="Salma")


@pytest.fixture
def youssef(member: MakeMember) -> Member:
    return member("operator", name="Youssef")


@pytest.fixture
def meryem(member: MakeMember) -> Member:
    return member("head", name="Meryem", compartments=["violence"])


@pytest.fixture
def watch(salma: Member, at: datetime) -> Watch:
    factories.province()
    return governance.take_watch(by=actor_of(salma), at=at)


def arrives(words: str, at: datetime) -> Report:
    return intake.receive(channel="WEB", external_id=f"{at.isoformat()}{words}", words=words, at=at).report


def handed(watch: Watch, to: Member, at: datetime) -> list[HandoverLine]:
    governance.hand_over_watch(watch=watch, to=to, note="", by=actor_of(watch.holder), at=at)
    return list(HandoverLine.objects.filter(watch=watch))


def test_the_holder_acknowledges_others_only_what_the_holder_may_not_see() -> None:
    assert may_acknowledge(holds_watch=True, gave_it=False, hidden_from_holder=False)
    assert not may_acknowledge(holds_watch=False, gave_it=False, hidden_from_holder=False)
    assert may_acknowledge(holds_watch=False, gave_it=False, hidden_from_holder=True)
    assert not may_acknowledge(holds_watch=False, gave_it=True, hidden_from_holder=True)


def test_the_house_makes_the_list_the_gravest_first(
    watch: Watch, salma: Member, youssef: Member, at: datetime
) -> None:
    me = actor_of(salma)
    held, _other = arrives(CALM, at), arrives("Une fuite d’eau devant l’école", at)
    intake.claim(report=held, by=me, at=at)
    theirs = arrives("Un homme dort dehors", at + HOUR)
    intake.claim(report=theirs, by=actor_of(youssef), at=at + HOUR)
    arrives(PERIL, at + HOUR)
    case = factories.case(by=salma, at=at)
    need = factories.need(case, by=salma, at=at, service="ACC-HEB")
    bed = factories.unit(where=factories.site(factories.organisation()))
    partners.hold(unit=bed, until=at + 9 * HOUR, by=SYSTEM, at=at)  # for nobody of ours: the partner's own
    factories.referral(need, by=salma, at=at)
    actions.promise(watch=watch, words="Rappeler à 4 h", due_at=at + 2 * HOUR, by=me, at=at)
    lines = handed(watch, youssef, at + 5 * HOUR)
    assert [line.kind for line in lines] == [
        LineKind.UNHELPED,
        LineKind.UNCLAIMED,
        LineKind.PROMISE,
        LineKind.HELD,
        LineKind.REFERRAL,
    ]
    assert theirs.pk not in {line.report_id for line in lines}, "what another holds stays with them"


def test_a_watch_that_nobody_follows_leaves_its_list_too(
    watch: Watch, salma: Member, youssef: Member, at: datetime
) -> None:
    arrives(CALM, at)
    governance.end_watch(watch=watch, note="", by=actor_of(salma), at=at + HOUR)
    line = HandoverLine.objects.get()
    with pytest.raises(Refused):
        actions.acknowledge(line=line, by=actor_of(youssef), at=at + HOUR)
    governance.take_watch(by=actor_of(youssef), at=at + 2 * HOUR)
    assert actions.acknowledge(line=line, by=actor_of(youssef), at=at + 2 * HOUR)


def test_each_line_is_acknowledged_once_by_whoever_came(
    watch: Watch, salma: Member, youssef: Member, meryem: Member, at: datetime
) -> None:
    arrives(CALM, at)
    line, then = handed(watch, youssef, at + HOUR)[0], at + 2 * HOUR
    for other in (salma, meryem):
        with pytest.raises(Refused, match="de permanence"):
            actions.acknowledge(line=line, by=actor_of(other), at=then)
    actions.acknowledge(line=line, words="Je l’appelle.", by=actor_of(youssef), at=then)
    with pytest.raises(Refused, match="Youssef"):
        actions.acknowledge(line=line, by=actor_of(youssef), at=then)
    assert HandoverAnswer.objects.get().words == "Je l’appelle."
    assert queries.unread(actor_of(youssef)) == (line.watch, 0)
    assert EventRecord.objects.filter(name="HandoverAnswered").count() == 1


def test_what_is_not_understood_is_asked_back_then_explained(
    watch: Watch, salma: Member, youssef: Member, at: datetime
) -> None:
    arrives(CALM, at)
    line, then = handed(watch, youssef, at + HOUR)[0], at + 2 * HOUR
    actions.ask_back(line=line, words="Quelle école ?", by=actor_of(youssef), at=then)
    assert queries.asked_back(actor_of(salma), line.watch) == [line]
    with pytest.raises(Refused):
        actions.explain(line=line, words=" ", by=actor_of(salma), at=then)
    actions.explain(line=line, words="Ibn Khaldoun.", by=actor_of(salma), at=then)
    assert queries.asked_back(actor_of(salma), line.watch) == []
    assert queries.unread(actor_of(youssef))[1] == 1, "explained is not acknowledged"


def test_a_field_agent_has_no_part_in_it(
    watch: Watch, youssef: Member, member: MakeMember, at: datetime
) -> None:
    arrives(CALM, at)
    line, karim = handed(watch, youssef, at)[0], actor_of(member("field"))
    for act in (actions.acknowledge, partial(actions.explain, words="Oui")):
        with pytest.raises(Forbidden):
            act(line=line, by=karim, at=at)
    with pytest.raises(Forbidden):
        actions.promise(watch=watch, words="Oui", by=karim, at=at)


def test_a_promise_goes_on_until_it_is_kept(
    watch: Watch, salma: Member, youssef: Member, at: datetime
) -> None:
    me, other = actor_of(salma), actor_of(youssef)
    for wrong in (
        {"words": " "},
        {"words": "x" * 301},
        {"words": "Rappeler", "due_at": at - HOUR},
    ):
        with pytest.raises(Refused):
            actions.promise(watch=watch, by=me, at=at, **wrong)
    with pytest.raises(Refused):
        actions.promise(watch=watch, words="Rappeler", by=other, at=at)
    made = actions.promise(watch=watch, words="Rappeler", by=me, at=at)
    assert [line.row for line in handed(watch, youssef, at)] == [made.pk]
    second = Watch.objects.current().get()
    assert [line.row for line in handed(second, salma, at + HOUR)] == [made.pk], "not kept: it goes on"
    actions.end_promise(promise=made, verb="keep", by=other, at=at + HOUR)
    with pytest.raises(Refused):
        actions.end_promise(promise=made, verb="drop", by=me, at=at + HOUR)
    assert handed(Watch.objects.current().get(), youssef, at + 2 * HOUR) == []


# --- what the next one may not see ---------------------------------------------------------------


def test_what_is_sealed_is_handed_to_whoever_may_see_it(
    watch: Watch, salma: Member, youssef: Member, meryem: Member, at: datetime
) -> None:
    report = arrives(CALM, at)
    intake.claim(report=report, by=actor_of(salma), at=at)
    intake.seal(report=report, compartment="violence", by=SYSTEM, at=at)
    actions.promise(watch=watch, words="La rappeler", report=report, by=actor_of(salma), at=at)
    line = handed(watch, youssef, at + HOUR)[0]
    assert queries.handed(watch, actor_of(youssef), at=at).lines == []
    assert queries.unread(actor_of(youssef))[1] == 0
    found = queries.handed(watch, actor_of(salma), at=at)
    assert len(found.hidden) == len(found.lines) == 2, "they stay with whoever left them"
    with pytest.raises(NotVisible):
        actions.acknowledge(line=line, by=actor_of(youssef), at=at)
    with pytest.raises(NotVisible):
        actions.end_promise(promise=Promise.objects.get(), verb="keep", by=actor_of(youssef), at=at)
    with pytest.raises(Refused):
        actions.acknowledge(line=line, by=actor_of(salma), at=at)
    assert actions.acknowledge(line=line, by=actor_of(meryem), at=at)


def test_of_what_is_sealed_nothing_rings(
    watch: Watch, salma: Member, youssef: Member, meryem: Member, at: datetime
) -> None:
    report = arrives(CALM, at)
    intake.claim(report=report, by=actor_of(salma), at=at)
    intake.seal(report=report, compartment="violence", by=SYSTEM, at=at)
    handed(watch, youssef, at)
    with time_machine.travel(at + HOUR, tick=False):
        alerts.follow()
    assert not Alert.objects.filter(code="handover").exists()


def test_what_is_not_acknowledged_is_told_until_it_is(
    watch: Watch, salma: Member, youssef: Member, meryem: Member, at: datetime
) -> None:
    actions.promise(watch=watch, words="Rappeler", by=actor_of(salma), at=at)
    line = handed(watch, youssef, at)[0]
    told = Notice.objects.filter(channel=Channel.SCREEN, alert__code="handover").order_by("id")
    for minutes, names in ((9, []), (10, ["Youssef"]), (40, ["Youssef", "Meryem"])):
        with time_machine.travel(at + timedelta(minutes=minutes), tick=False):
            alerts.follow()
        assert [notice.member.name for notice in told.all()] == names
    actions.acknowledge(line=line, by=actor_of(youssef), at=at + HOUR)
    with time_machine.travel(at + HOUR, tick=False):
        alerts.follow()
    assert Alert.objects.get(code="handover").state == "ended"


# --- nothing changes -----------------------------------------------------------------------------


@pytest.mark.parametrize("table", ["handover_handoverline", "handover_handoveranswer"])
@pytest.mark.parametrize("act", ["UPDATE {table} SET kind = 'x'", "DELETE FROM {table}"])
def test_the_database_keeps_what_was_said(
    table: str, act: str, watch: Watch, youssef: Member, at: datetime
) -> None:
    arrives(CALM, at)
    actions.acknowledge(line=handed(watch, youssef, at)[0], by=actor_of(youssef), at=at)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(act.format(table=table))


def test_after_its_time_the_words_are_gone_what_was_acknowledged_stays(
    watch: Watch, salma: Member, youssef: Member, at: datetime
) -> None:
    actions.promise(watch=watch, words="Rappeler", by=actor_of(salma), at=at)
    line = handed(watch, youssef, at)[0]
    actions.acknowledge(line=line, words="Je le fais.", by=actor_of(youssef), at=at)
    privacy.forget_due(by=SYSTEM, at=at + timedelta(days=740))
    assert HandoverAnswer.objects.get().words == ""
    assert Promise.objects.get().words == ""
    assert HandoverAnswer.objects.get().by == youssef


@pytest.mark.django_db(transaction=AT_ONCE, serialized_rollback=AT_ONCE)
def test_two_hands_acknowledge_one_line_once(watch: Watch, youssef: Member, at: datetime) -> None:
    arrives(CALM, at)
    line, by = handed(watch, youssef, at)[0], actor_of(youssef)
    hand = partial(actions.acknowledge, line=line, by=by, at=at)
    came = at_once(hand, hand, hand)
    assert sum(isinstance(each, Refused) for each in came) == 2
    assert HandoverAnswer.objects.count() == 1

"""What a case goes through: each refusal, each effect, with its figures right after."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jaras.cases import actions, queries
from jaras.cases.models import Case, Closure, Document, Membership, StageChange, TimelineEntry
from jaras.cases.queries import day
from jaras.cases.rules import CASE, CLOSING, ENDED, Entry, Stage
from jaras.governance.models import Member, actor_of
from jaras.kernel import counters
from jaras.kernel.access import Forbidden, NotVisible
from jaras.kernel.actor import Actor
from jaras.kernel.models import EventRecord, Level, Transition
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from jaras.kernel.workflow import IllegalMove, ReasonMissing
from tests import factories

MakeMember = Callable[..., Member]
HOUR = timedelta(hours=1)


@pytest.fixture
def salma(member: MakeMember) -> Member:
    return member("operator", name="Salma Bennani")


@pytest.fixture
def karim(member: MakeMember) -> Member:
    return member("referent", name="Karim El Mehdaoui")


@pytest.fixture
def case(salma: Member, at: datetime) -> Case:
    return factories.case(by=salma, at=at, summary="Un homme âgé, gare routière")


@pytest.fixture
def by(salma: Member) -> Actor:
    return actor_of(salma)


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def told(case: Case, kind: Entry) -> list[TimelineEntry]:
    return list(TimelineEntry.objects.filter(case=case, kind=kind).order_by("id"))


def figures() -> dict[str, int]:
    return {key: value for key, value in counters.read("cases").items() if value}


def test_nobody_opens_a_case_for_whom_they_do_not_see(salma: Member, karim: Member, at: datetime) -> None:
    hidden = factories.person()
    factories.case(by=karim, at=at, persons=[hidden], sealed="violence")
    noted = factories.person(by=karim)
    for unseen in (hidden, noted):
        with pytest.raises(NotVisible):
            actions.open_case(persons=[factories.person(), unseen], by=actor_of(salma), at=at)
    assert Case.objects.count() == 1
    actions.open_case(persons=[noted], by=actor_of(karim), at=at)


# --- it opens ----------------------------------------------------------------------------------


def test_whoever_opens_a_case_holds_it(case: Case, salma: Member) -> None:
    assert case.referent == salma
    assert [place.member for place in queries.team(case)] == [salma]
    assert [change.stage for change in queries.stages(case)] == [Stage.ACCUEIL]
    assert figures() == {"ordinary:open": 1}


def test_who_may_not_open_opens_nothing(member: MakeMember, at: datetime) -> None:
    with pytest.raises(Forbidden):
        actions.open_case(persons=[], by=actor_of(member("field")), at=at)
    assert figures() == {}


def test_a_case_is_found_by_its_persons_and_by_what_it_says(by: Actor, at: datetime) -> None:
    person = factories.person(given_name="Driss", family_name="Alaoui", arabic_name="إدريس العلوي")
    case = actions.open_case(persons=[person], summary="Pieds nus", place_text="Souk", by=by, at=at)
    for words in ("driss", "العلوي", "pieds", "souk"):
        assert queries.found(by, words) == [case], words


# --- it is written -----------------------------------------------------------------------------


def test_a_note_is_told_in_the_words_of_whoever_wrote_it(case: Case, by: Actor, at: datetime) -> None:
    actions.note(case=case, words="  Il veut rentrer chez lui. ", by=by, at=at + HOUR)
    assert [entry.text for entry in told(case, Entry.NOTE)] == ["Il veut rentrer chez lui."]
    assert fresh(case).moved_at == at + HOUR


def test_an_empty_note_is_refused(case: Case, by: Actor, at: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        actions.note(case=case, words=" \n", by=by, at=at)
    assert refusal.value.field == "words"


def test_the_same_note_sent_twice_is_kept_once(case: Case, by: Actor, at: datetime) -> None:
    for _turn in range(2):
        actions.note(case=case, words="Vu ce matin", key="k1", by=by, at=at)
    assert len(told(case, Entry.NOTE)) == 1


def test_no_event_holds_what_was_written(case: Case, by: Actor, at: datetime) -> None:
    actions.note(case=case, words="SECRET", by=by, at=at)
    actions.amend(case=case, summary="SECRET", place_text="SECRET", commune=None, by=by, at=at)
    assert not [event for event in EventRecord.objects.all() if "SECRET" in str(event.data)]


def test_two_who_amend_do_not_overwrite_each_other(case: Case, by: Actor, at: datetime) -> None:
    mine, theirs = fresh(case), fresh(case)
    actions.amend(case=theirs, summary="Le leur", place_text="", commune=None, by=by, at=at)
    with pytest.raises(Conflict) as conflict:
        actions.amend(case=mine, summary="Le mien", place_text="", commune=None, by=by, at=at)
    assert isinstance(conflict.value.current, Case)
    assert (conflict.value.current.summary, fresh(case).summary) == ("Le leur", "Le leur")


def test_a_note_does_not_stand_in_the_way_of_an_amendment(case: Case, by: Actor, at: datetime) -> None:
    mine = fresh(case)
    actions.note(case=case, words="Vu", by=by, at=at)
    actions.amend(case=mine, summary="Nouveau", place_text="", commune=None, by=by, at=at + HOUR)
    assert fresh(case).summary == "Nouveau"


def test_whoever_does_not_see_a_case_writes_nothing_in_it(
    case: Case, member: MakeMember, at: datetime
) -> None:
    with pytest.raises(NotVisible):
        actions.note(case=case, words="Vu", by=actor_of(member("field")), at=at)
    with pytest.raises(Forbidden):
        actions.note(case=case, words="Vu", by=actor_of(member("partner")), at=at)


# --- what comes next ---------------------------------------------------------------------------


def test_whoever_is_entrusted_with_the_next_step_joins_the_team(
    case: Case, by: Actor, karim: Member, at: datetime
) -> None:
    actions.set_level(case=case, level=Level.RESTRICTED, by=by, at=at)
    actions.plan_next(case=case, what="Le voir", who=karim, due_at=at + HOUR, by=by, at=at)
    assert karim in [place.member for place in queries.team(case)]
    assert day.steps_due(actor_of(karim), at + 2 * HOUR, False) == [fresh(case)]
    assert day.steps_due(by, at + 2 * HOUR, True) == []
    assert told(case, Entry.NEXT)[0].data["name"] == "Karim El Mehdaoui"


def test_what_is_done_leaves_the_card(case: Case, by: Actor, at: datetime) -> None:
    actions.plan_next(case=case, what="Le voir", who=None, due_at=None, by=by, at=at)
    actions.finish_next(case=case, by=by, at=at + HOUR)
    assert fresh(case).next_what == ""
    assert told(case, Entry.NEXT)[-1].data == {"done": True}
    with pytest.raises(Refused):
        actions.finish_next(case=fresh(case), by=by, at=at)


@pytest.mark.parametrize(("what", "days", "field"), [(" ", 1, "what"), ("Voir", 40000, "due_at")])
def test_a_card_says_something_for_a_day_that_comes(
    what: str, days: int, field: str, case: Case, by: Actor, at: datetime
) -> None:
    with pytest.raises(Refused) as refusal:
        actions.plan_next(case=case, what=what, who=None, due_at=at + timedelta(days=days), by=by, at=at)
    assert refusal.value.field == field


def test_nobody_suspended_is_entrusted_with_anything(
    case: Case, by: Actor, karim: Member, at: datetime
) -> None:
    karim.is_active = False
    with pytest.raises(Refused):
        actions.plan_next(case=case, what="Voir", who=karim, due_at=None, by=by, at=at)
    with pytest.raises(Refused):
        actions.join_team(case=case, member=karim, by=by, at=at)


# --- its states --------------------------------------------------------------------------------


def test_what_has_ended_has_nothing_next(case: Case, by: Actor, at: datetime) -> None:
    actions.move_case(case=case, verb="transfer_out", reason="Safi", by=by, at=at)
    with pytest.raises(Refused):
        actions.plan_next(case=case, what="Voir", who=None, due_at=None, by=by, at=at)


def test_a_pause_says_when_it_is_looked_at_again(case: Case, by: Actor, at: datetime) -> None:
    again = at + timedelta(days=30)
    actions.move_case(case=case, verb="hold", reason="Hospitalisé", review_at=again, by=by, at=at)
    assert fresh(case).next_due_at == again
    assert fresh(case).next_what


def moved(case: Case, verb: str, reason: str, *, by: Actor, at: datetime) -> None:
    """Each move through its action: the end of a case has its own."""
    if verb == "request_closure":
        actions.request_closure(case=case, outcome="HOUSED", summary=reason, by=by, at=at)
    elif verb == "close":
        actions.approve_closure(case=case, by=by, at=at)
    elif verb == "refuse_closure":
        actions.refuse_closure(case=case, reason=reason, by=by, at=at)
    elif verb == "reopen":
        actions.reopen(case=case, reason=reason, by=by, at=at)
    else:
        actions.move_case(case=case, verb=verb, reason=reason, by=by, at=at)


@pytest.mark.parametrize("verb", CLOSING)
def test_the_end_of_a_case_is_no_simple_move(verb: str, case: Case, by: Actor, at: datetime) -> None:
    with pytest.raises(IllegalMove):
        actions.move_case(case=case, verb=verb, reason="Parce que", by=by, at=at)


@pytest.mark.parametrize("move", CASE.moves, ids=lambda move: move.verb)
def test_each_move_leads_where_the_table_says(move: object, case: Case, karim: Member, at: datetime) -> None:
    step = next(each for each in CASE.moves if each is move)
    for source in step.sources:
        Closure.objects.filter(case=case).delete()
        Case.objects.filter(pk=case.pk).update(state=source, closure_requested_by_id=None)
        moved(fresh(case), step.verb, "Parce que", by=actor_of(karim), at=at)
        assert fresh(case).state == step.target
        last = Transition.objects.latest("id")
        assert (last.verb, last.source, last.target) == (step.verb, source, step.target)


HEAVY = [move.verb for move in CASE.moves if move.reason_needed and move.verb != "request_closure"]


@pytest.mark.parametrize("verb", HEAVY)
def test_a_heavy_move_says_why(verb: str, case: Case, karim: Member, at: datetime) -> None:
    step = next(move for move in CASE.moves if move.verb == verb)
    Case.objects.filter(pk=case.pk).update(state=step.sources[0])
    with pytest.raises(ReasonMissing):
        moved(fresh(case), verb, "", by=actor_of(karim), at=at)
    assert fresh(case).state == step.sources[0]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    verbs=st.lists(st.sampled_from([move.verb for move in CASE.moves]), max_size=12), restrict=st.booleans()
)
def test_whatever_is_tried_the_figures_tell_the_rows(
    verbs: list[str], restrict: bool, salma: Member, karim: Member, at: datetime
) -> None:
    """A sequence of moves, possible or not: each case is counted once, where it is."""
    before = figures()
    case = factories.case(by=salma, at=at)
    for turn, verb in enumerate(verbs):
        who = actor_of((salma, karim)[turn % 2])
        with suppress(IllegalMove, Refused):
            moved(fresh(case), verb, "Parce que", by=who, at=at)
        if restrict and turn == 2:
            actions.set_level(case=fresh(case), level=Level.RESTRICTED, by=actor_of(salma), at=at)
            restrict = False
            actions.join_team(case=fresh(case), member=karim, by=actor_of(salma), at=at)
    now = fresh(case)
    key = f"{now.level}:{now.state}"
    assert figures().get(key, 0) == before.get(key, 0) + 1
    assert sum(figures().values()) == sum(before.values()) + 1
    assert (now.next_what == "") or now.state not in ENDED


# --- its stages, its people, its team ----------------------------------------------------------


def test_a_stage_is_entered_once_with_its_date(case: Case, by: Actor, at: datetime) -> None:
    actions.enter_stage(case=case, stage=Stage.INCUBATION, by=by, at=at + HOUR)
    assert StageChange.objects.filter(case=case).latest("id").at == at + HOUR
    with pytest.raises(Refused):
        actions.enter_stage(case=case, stage=Stage.INCUBATION, by=by, at=at)


def test_a_person_is_added_once(case: Case, by: Actor, at: datetime) -> None:
    person = factories.person(given_name="Fatima", by=Member.objects.get(pk=by.member_id or 0))
    actions.add_person(case=case, person=person, by=by, at=at)
    assert queries.found(by, "fatima") == [case]
    with pytest.raises(Refused):
        actions.add_person(case=case, person=person, by=by, at=at)


def test_nobody_adds_a_person_they_may_not_see(
    case: Case, by: Actor, member: MakeMember, at: datetime
) -> None:
    hidden = factories.person(given_name="Zineb")
    factories.case(by=member("operator"), at=at, persons=[hidden], restricted=True)
    with pytest.raises(NotVisible):
        actions.add_person(case=case, person=hidden, by=by, at=at)


def test_somebody_new_is_registered_in_the_case(case: Case, by: Actor, at: datetime) -> None:
    person = actions.register_person(case=case, description="Femme, ~40 ans, souk", by=by, at=at)
    assert person in case.persons.all()
    assert told(case, Entry.PERSON)[-1].data == {"person": person.pk}


def test_a_team_is_joined_then_left(case: Case, by: Actor, karim: Member, at: datetime) -> None:
    actions.join_team(case=case, member=karim, by=by, at=at)
    with pytest.raises(Refused):
        actions.join_team(case=case, member=karim, by=by, at=at)
    actions.leave_team(case=case, member=karim, by=by, at=at + HOUR)
    with pytest.raises(Refused):
        actions.leave_team(case=case, member=karim, by=by, at=at)
    assert Membership.objects.get(case=case, member=karim).until == at + HOUR


def test_the_referent_hands_over_before_leaving(
    case: Case, by: Actor, salma: Member, karim: Member, at: datetime
) -> None:
    with pytest.raises(Refused):
        actions.leave_team(case=case, member=salma, by=by, at=at)
    actions.join_team(case=case, member=karim, referent=True, by=by, at=at)
    assert fresh(case).referent == karim
    actions.leave_team(case=case, member=salma, by=by, at=at)
    assert [place.member for place in queries.team(case)] == [karim]


# --- how far it is shared ----------------------------------------------------------------------


def test_a_restricted_case_leaves_the_lists_of_others(
    case: Case, by: Actor, karim: Member, member: MakeMember, at: datetime
) -> None:
    actions.set_level(case=case, level=Level.RESTRICTED, by=by, at=at)
    wanted = queries.Wanted(state="living")
    assert queries.listed(actor_of(karim), wanted).rows == []
    assert queries.found(actor_of(karim), "gare") == []
    assert queries.listed(by, wanted).rows == [case]
    assert queries.listed(actor_of(member("head")), wanted).rows == [case]
    assert (queries.living_total(actor_of(karim)), queries.living_total(actor_of(member("head")))) == (0, 1)


def test_whoever_restricts_a_case_of_others_stays_with_it(case: Case, karim: Member, at: datetime) -> None:
    actions.set_level(case=case, level=Level.RESTRICTED, by=actor_of(karim), at=at)
    assert queries.opened(actor_of(karim), case.pk) == case


def test_only_the_head_opens_a_restricted_case(
    case: Case, by: Actor, member: MakeMember, at: datetime
) -> None:
    actions.set_level(case=case, level=Level.RESTRICTED, by=by, at=at)
    with pytest.raises(Forbidden):
        actions.set_level(case=case, level=Level.ORDINARY, by=by, at=at)
    actions.set_level(case=fresh(case), level=Level.ORDINARY, by=actor_of(member("head")), at=at)
    assert figures() == {"ordinary:open": 1}


# --- its papers --------------------------------------------------------------------------------


def test_a_document_is_kept_with_its_title(case: Case, salma: Member, by: Actor, at: datetime) -> None:
    kept = factories.document(case, by=salma, at=at)
    assert (kept.title, kept.file.media_type) == ("Acte de naissance", "application/pdf")
    assert told(case, Entry.DOCUMENT)[-1].data == {"document": kept.pk}


@pytest.mark.parametrize("content", [b"", b"#!/bin/sh\n", b"<svg onload=alert(1)>"])
def test_a_file_of_another_kind_is_refused_beside_its_field(
    content: bytes, case: Case, salma: Member, at: datetime
) -> None:
    with pytest.raises(Refused) as refusal:
        factories.document(case, by=salma, at=at, content=content)
    assert refusal.value.field == "file"
    assert not Document.objects.exists()


# --- the story ---------------------------------------------------------------------------------


def test_the_story_is_told_last_first_a_page_at_a_time(case: Case, by: Actor, at: datetime) -> None:
    for number in range(5):
        actions.note(case=case, words=str(number), by=by, at=at + number * HOUR)
    first = queries.timeline(case, kinds=(Entry.NOTE,), size=3)
    rest = queries.timeline(case, kinds=(Entry.NOTE,), size=3, after=first.after)
    assert [entry.text for entry in [*first.rows, *rest.rows]] == ["4", "3", "2", "1", "0"]

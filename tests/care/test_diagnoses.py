"""A diagnosis: kept once, told, compared; what it suggests waits for a person."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jaras.care import actions, queries
from jaras.care.models import Diagnosis, DiagnosisDraft, Need, ProposedNeed
from jaras.care.rules import Change
from jaras.cases import actions as cases
from jaras.cases.models import Case, TimelineEntry
from jaras.cases.rules import Entry
from jaras.governance.models import Member, actor_of
from jaras.kernel.access import Forbidden, NotVisible
from jaras.kernel.actor import Actor
from jaras.kernel.models import EventRecord
from jaras.kernel.refusal import Refused
from jaras.people.models import Person
from tests import factories

MakeMember = Callable[..., Member]


@pytest.fixture
def salma(member: MakeMember) -> Member:
    return member("operator")


@pytest.fixture
def by(salma: Member) -> Actor:
    return actor_of(salma)


@pytest.fixture
def person(db: None) -> Person:
    return factories.person(given_name="Driss", age_about=62)


@pytest.fixture
def case(salma: Member, person: Person, at: datetime) -> Case:
    return factories.case(by=salma, at=at, persons=[person])


@pytest.fixture
def diagnose(case: Case, person: Person, by: Actor, at: datetime) -> Callable[..., Diagnosis]:
    def made(levels: dict[str, int] | None = None, **said: Any) -> Diagnosis:
        told: dict[str, Any] = {"case": case, "person": person, "by": by, "at": at, "levels": {"food": 2}}
        return actions.diagnose(**told | ({} if levels is None else {"levels": levels}) | said)

    return made


Diagnose = Callable[..., Diagnosis]


def test_a_diagnosis_keeps_its_levels_its_words_then_tells(diagnose: Diagnose, case: Case) -> None:
    made = diagnose(
        {"housing": 1, "food": 3}, words="bghit ghir nrje3", note="Vu au centre", notes={"food": "Cantine"}
    )
    assert list(made.levels.values_list("domain", "level", "note")) == [
        ("housing", 1, ""),
        ("food", 3, "Cantine"),
    ]
    assert (made.grid, made.words, made.note) == ("2026-11", "bghit ghir nrje3", "Vu au centre")
    line = TimelineEntry.objects.get(case=case, kind=Entry.DIAGNOSIS)
    assert (line.text, line.data["crisis"], line.data["assessed"]) == ("bghit ghir nrje3", ["housing"], 2)


def test_the_log_holds_no_level_and_no_word(diagnose: Diagnose) -> None:
    made = diagnose({"food": 1}, words="secret", notes={"food": "secret"})
    event = EventRecord.objects.get(name="DiagnosisMade")
    assert (event.subject_id, event.data["assessed"]) == (made.pk, 1)
    assert "secret" not in str(event.data)
    assert "levels" not in event.data


def test_nothing_becomes_a_need_by_itself(diagnose: Diagnose, case: Case) -> None:
    made = diagnose({"food": 1})
    assert [(each.service, each.urgent, each.answer) for each in made.proposals.all()] == [
        ("ACC-ALIM", True, "")
    ]
    assert made.proposals.get().reasons == [{"domain": "food", "level": 1, "public": ""}]
    assert not Need.objects.filter(case=case).exists()


def test_what_is_answered_in_the_form_is_settled_at_once(diagnose: Diagnose, case: Case) -> None:
    made = diagnose({"food": 1, "papers": 2}, answers={"ACC-ALIM": True, "JUR-ORI": False, "MED-URG": True})
    need = Need.objects.get(case=case)
    assert (need.service, need.pole, need.domain, need.urgent) == ("ACC-ALIM", "ACC", "food", True)
    assert dict(made.proposals.values_list("service", "answer")) == {
        "ACC-ALIM": "yes",
        "JUR-ORI": "no",
        "JUR-CNIE": "",
    }
    assert [each.service for each in queries.unanswered(made)] == ["JUR-CNIE"]


def test_the_same_key_is_kept_once(diagnose: Diagnose) -> None:
    assert diagnose(key="one") == diagnose(key="one")
    assert Diagnosis.objects.count() == ProposedNeed.objects.count() == 1


def test_a_key_of_another_case_answers_for_that_case(diagnose: Diagnose, salma: Member, at: datetime) -> None:
    stranger = factories.person()
    other = factories.case(by=salma, at=at, persons=[stranger])
    assert diagnose(key="one") != diagnose(key="one", case=other, person=stranger)


def test_two_people_at_once_are_both_kept(
    diagnose: Diagnose, member: MakeMember, case: Case, person: Person
) -> None:
    karim = actor_of(member("referent"))
    mine, theirs = diagnose({"food": 1}, key="a"), diagnose({"food": 4}, key="b", by=karim)
    assert queries.history(case, person, karim) == [theirs, mine]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"levels": {}}, "levels"),
        ({"levels": {"luck": 2}}, "levels"),
        ({"levels": {"food": 6}}, "levels"),
        ({"levels": {"food": 0}}, "levels"),
        ({"words": "x" * 8001}, "words"),
        ({"note": "x" * 8001}, "note"),
        ({"notes": {"food": "x" * 501}}, "levels"),
    ],
)
def test_what_cannot_be_right_is_refused(said: dict[str, Any], field: str, diagnose: Diagnose) -> None:
    with pytest.raises(Refused) as refusal:
        diagnose(**said)
    assert refusal.value.field == field
    assert not Diagnosis.objects.exists()


@pytest.mark.parametrize("away", [timedelta(minutes=1), timedelta(days=-367)])
def test_a_time_to_come_or_long_gone_is_refused(away: timedelta, diagnose: Diagnose, at: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        diagnose(made_at=at + away)
    assert refusal.value.field == "made_at"


def test_a_visit_of_yesterday_is_told_yesterday(diagnose: Diagnose, case: Case, at: datetime) -> None:
    made = diagnose(made_at=at - timedelta(days=1))
    assert made.at == TimelineEntry.objects.get(case=case, kind=Entry.DIAGNOSIS).at == at - timedelta(days=1)


def test_somebody_else_is_not_diagnosed_in_this_case(diagnose: Diagnose) -> None:
    with pytest.raises(Refused) as refusal:
        diagnose(person=factories.person(given_name="Autre"))
    assert refusal.value.field == "person"


def test_a_case_that_ended_is_opened_again_first(
    diagnose: Diagnose, case: Case, by: Actor, at: datetime
) -> None:
    cases.move_case(case=case, verb="transfer_out", reason="Part à Safi", by=by, at=at)
    with pytest.raises(Refused):
        diagnose()
    assert not Diagnosis.objects.exists()


def test_who_may_not_or_does_not_see_diagnoses_nothing(
    diagnose: Diagnose, case: Case, member: MakeMember, by: Actor, at: datetime
) -> None:
    with pytest.raises(Forbidden):
        diagnose(by=actor_of(member("partner")))
    with pytest.raises(NotVisible):
        diagnose(by=actor_of(member("field")))
    made = diagnose()
    assert not Diagnosis.objects.visible_to(actor_of(member("field"))).exists()
    assert list(Diagnosis.objects.visible_to(by)) == [made]


def test_what_waits_already_is_not_proposed_again(
    diagnose: Diagnose, case: Case, person: Person, by: Actor, at: datetime
) -> None:
    need = actions.add_need(case=case, person=person, service="ACC-ALIM", by=by, at=at)
    assert not diagnose({"food": 1}).proposals.exists()
    actions.meet(need=need, by=by, at=at)
    assert diagnose({"food": 1}).proposals.get().service == "ACC-ALIM"


def test_the_age_of_the_day_counts(diagnose: Diagnose, person: Person) -> None:
    services = set(diagnose({"work": 1, "ties": 1}).proposals.values_list("service", flat=True))
    assert "ACC-DOM" in services
    assert "ECO-EMP" not in services


def test_a_diagnosis_stands_beside_the_one_before(diagnose: Diagnose, at: datetime) -> None:
    before = diagnose({"housing": 1, "food": 3, "work": 2})
    after = diagnose({"housing": 3, "food": 2, "ties": 4}, at=at + timedelta(days=30))
    stood = queries.standing(after, before)
    assert stood.changes == {
        "housing": Change.UP,
        "food": Change.DOWN,
        "ties": Change.FIRST,
        "work": Change.UNSEEN,
    }
    assert stood.levels["food"].level == 2
    assert stood.levels_before == {"housing": 1, "food": 3, "work": 2}
    assert queries.standing(before, None).changes == {}


def test_a_diagnosis_costs_the_same_whatever_its_length(diagnose: Diagnose) -> None:
    diagnose({"food": 4})  # the first one begins the assessment too
    with CaptureQueriesContext(connection) as one:
        diagnose({"skills": 4})
    levels = dict.fromkeys(("housing", "food", "income", "papers", "skills", "ties"), 4)
    with CaptureQueriesContext(connection) as many:
        diagnose(levels)
    assert len(one) == len(many)


def test_what_is_typed_is_kept_for_its_writer_alone(
    case: Case, by: Actor, member: MakeMember, at: datetime
) -> None:
    for words in ("J’ai", "J’ai froid"):
        actions.draft_diagnosis(case=case, said={"words": words, "level_food": "1"}, by=by, at=at)
    assert queries.draft(case, by) == {"words": "J’ai froid", "level_food": "1"}
    assert queries.draft(case, actor_of(member("referent"))) == {}
    assert DiagnosisDraft.objects.count() == EventRecord.objects.filter(name="DiagnosisDrafted").count() == 1


def test_the_draft_is_empty_once_the_diagnosis_is_kept(
    diagnose: Diagnose, case: Case, by: Actor, at: datetime
) -> None:
    actions.draft_diagnosis(case=case, said={"words": "J’ai froid", "key": "one"}, by=by, at=at)
    diagnose(key="one")
    actions.draft_diagnosis(case=case, said={"words": "J’ai froid", "key": "one"}, by=by, at=at)
    assert queries.draft(case, by) == {}


def test_a_draft_of_a_case_out_of_sight_is_refused(case: Case, member: MakeMember, at: datetime) -> None:
    with pytest.raises(NotVisible):
        actions.draft_diagnosis(case=case, said={}, by=actor_of(member("field")), at=at)

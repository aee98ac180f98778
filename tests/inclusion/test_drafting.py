"""A draft is begun, written by several hands, frozen by the agreement, written again."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from jaras.cases import actions as cases
from jaras.cases.models import Case, TimelineEntry
from jaras.cases.rules import Entry
from jaras.governance.models import Member, actor_of
from jaras.inclusion import actions, queries
from jaras.inclusion.models import Goal, LifeProject, Step
from jaras.inclusion.rules import Doer
from jaras.kernel.access import Forbidden, NotVisible
from jaras.kernel.actor import Actor
from jaras.kernel.models import EventRecord
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from tests import factories

MakeMember = Callable[..., Member]
LONG = "x" * 5000


@pytest.fixture
def karim(member: MakeMember) -> Member:
    return member("referent")


@pytest.fixture
def by(karim: Member) -> Actor:
    return actor_of(karim)


@pytest.fixture
def case(karim: Member, at: datetime) -> Case:
    return factories.case(by=karim, at=at)


@pytest.fixture
def draft(karim: Member, case: Case, at: datetime) -> LifeProject:
    return factories.project(by=karim, case=case, at=at)


def fresh(project: LifeProject) -> LifeProject:
    return LifeProject.objects.get(pk=project.pk)


def words(project: LifeProject) -> list[str]:
    return [goal.words for goal in fresh(project).kept_goals()]


# --- beginning ---------------------------------------------------------------------------------


def test_a_project_begins_blank_then_is_told(case: Case, by: Actor, at: datetime) -> None:
    project = actions.begin(case=case, person=case.persons.get(), by=by, at=at)
    assert (project.number, project.state, project.words) == (1, "drafting", "")
    assert TimelineEntry.objects.get(case=case, kind=Entry.PROJECT).data["verb"] == "begin"
    assert EventRecord.objects.get(name="ProjectBegun").subject_id == project.pk


def test_beginning_twice_finds_the_same_draft(
    draft: LifeProject, case: Case, by: Actor, at: datetime
) -> None:
    assert actions.begin(case=case, person=draft.person, by=by, at=at) == draft
    assert LifeProject.objects.count() == 1


def test_nobody_begins_beside_the_version_that_is_lived(karim: Member, case: Case, at: datetime) -> None:
    project = factories.project(by=karim, case=case, at=at, agreed=True)
    with pytest.raises(Refused, match="lived already"):
        actions.begin(case=case, person=project.person, by=actor_of(karim), at=at)


def test_a_project_belongs_to_somebody_of_the_case(case: Case, by: Actor, at: datetime) -> None:
    with pytest.raises(Refused) as refused:
        actions.begin(case=case, person=factories.person(), by=by, at=at)
    assert refused.value.field == "person"


def test_an_ended_case_has_no_new_project(case: Case, by: Actor, at: datetime) -> None:
    cases.move_case(case=case, verb="transfer_out", reason="Suivi à Fès", by=by, at=at)
    with pytest.raises(Refused, match="open it again"):
        actions.begin(case=case, person=case.persons.get(), by=by, at=at)


# --- texts -------------------------------------------------------------------------------------


def amend(project: LifeProject, by: Actor, at: datetime, **texts: object) -> LifeProject:
    said = {"words": "", "person_commits": "", "cell_commits": "", "review_on": None} | texts
    return actions.amend(project=project, by=by, at=at, **said)  # type: ignore[arg-type]


def test_the_texts_are_kept_with_what_changed(draft: LifeProject, by: Actor, at: datetime) -> None:
    amend(draft, by, at, words="Bghit nrje3 ldari", cell_commits="L'accompagner")
    assert fresh(draft).words == "Bghit nrje3 ldari"
    assert EventRecord.objects.get(name="ProjectAmended").data["fields"] == ["words", "cell_commits"]


def test_the_same_texts_write_nothing(draft: LifeProject, by: Actor, at: datetime) -> None:
    amend(draft, by, at)
    assert not EventRecord.objects.filter(name="ProjectAmended").exists()


def test_of_two_who_write_the_second_is_told(draft: LifeProject, by: Actor, at: datetime) -> None:
    mine, theirs = fresh(draft), fresh(draft)
    amend(theirs, by, at, words="Les leurs")
    with pytest.raises(Conflict) as conflict:
        amend(mine, by, at, words="Les miens")
    assert conflict.value.current.words == "Les leurs"  # type: ignore[attr-defined]


@pytest.mark.parametrize("days", [-1, 732])
def test_a_review_is_neither_past_nor_far(days: int, draft: LifeProject, by: Actor, at: datetime) -> None:
    with pytest.raises(Refused) as refused:
        amend(draft, by, at, review_on=at.date() + timedelta(days=days))
    assert refused.value.field == "review_on"


def test_today_is_a_day_of_review(draft: LifeProject, by: Actor, at: datetime) -> None:
    assert amend(draft, by, at, review_on=at.date()).review_on == at.date()


@pytest.mark.parametrize("field", ["words", "person_commits", "cell_commits"])
def test_a_text_that_is_too_long_is_refused(field: str, draft: LifeProject, by: Actor, at: datetime) -> None:
    with pytest.raises(Refused) as refused:
        amend(draft, by, at, **{field: LONG})
    assert refused.value.field == field


# --- goals -------------------------------------------------------------------------------------


def test_goals_stand_in_the_order_the_person_gives(draft: LifeProject, by: Actor, at: datetime) -> None:
    for said in ("Revoir mon frère", "Une carte nationale"):
        actions.add_goal(project=draft, words=said, by=by, at=at)
    last = Goal.objects.get(words="Une carte nationale")
    actions.move_goal(goal=last, earlier=True, by=by, at=at)
    assert words(draft) == ["Avoir un toit à moi", "Une carte nationale", "Revoir mon frère"]
    actions.move_goal(goal=Goal.objects.get(words="Avoir un toit à moi"), earlier=False, by=by, at=at)
    assert words(draft)[0] == "Une carte nationale"


def test_the_first_stays_first(draft: LifeProject, by: Actor, at: datetime) -> None:
    actions.move_goal(goal=draft.kept_goals()[0], earlier=True, by=by, at=at)
    assert words(draft) == ["Avoir un toit à moi"]


def test_the_same_key_adds_one_goal(draft: LifeProject, by: Actor, at: datetime) -> None:
    for _click in range(2):
        actions.add_goal(project=draft, words="Apprendre à lire", key="k1", by=by, at=at)
    assert words(draft).count("Apprendre à lire") == 1


def test_a_goal_has_words_and_a_known_domain(draft: LifeProject, by: Actor, at: datetime) -> None:
    with pytest.raises(Refused) as refused:
        actions.add_goal(project=draft, words="  ", by=by, at=at)
    assert refused.value.field == "words"
    with pytest.raises(Refused) as refused:
        actions.add_goal(project=draft, words="Un toit", domain="castle", by=by, at=at)
    assert refused.value.field == "domain"


def test_there_are_at_most_twelve_goals(draft: LifeProject, by: Actor, at: datetime) -> None:
    for number in range(11):
        actions.add_goal(project=draft, words=f"But {number}", by=by, at=at)
    with pytest.raises(Refused, match="Twelve goals"):
        actions.add_goal(project=draft, words="Un treizième", by=by, at=at)


def test_a_goal_taken_out_can_be_put_back(draft: LifeProject, by: Actor, at: datetime) -> None:
    goal = draft.kept_goals()[0]
    actions.remove_goal(goal=goal, by=by, at=at)
    assert words(draft) == []
    with pytest.raises(Refused, match="taken out"):
        actions.move_goal(goal=goal, earlier=True, by=by, at=at)
    actions.put_back_goal(goal=goal, by=by, at=at)
    assert words(draft) == ["Avoir un toit à moi"]


def test_of_two_who_amend_a_goal_the_second_is_told(draft: LifeProject, by: Actor, at: datetime) -> None:
    mine, theirs = (Goal.objects.get(project=draft) for _hand in range(2))
    actions.amend_goal(goal=theirs, words="Un toit", domain="housing", by=by, at=at)
    with pytest.raises(Conflict):
        actions.amend_goal(goal=mine, words="Une maison", domain="", by=by, at=at)


# --- steps -------------------------------------------------------------------------------------


def add_step(draft: LifeProject, by: Actor, at: datetime, **said: object) -> Step:
    told = {"what": "Appeler", "doer": Doer.PERSON} | said
    return actions.add_step(goal=draft.kept_goals()[0], by=by, at=at, **told)  # type: ignore[arg-type]


def test_a_step_keeps_the_one_who_was_chosen(
    draft: LifeProject, karim: Member, by: Actor, at: datetime
) -> None:
    both = {"member": karim, "organisation": factories.organisation(), "somebody": "mon frère"}
    assert add_step(draft, by, at, doer=Doer.MEMBER, **both).organisation is None
    assert add_step(draft, by, at, doer=Doer.ORGANISATION, **both).member is None
    assert add_step(draft, by, at, doer=Doer.OTHER, **both).somebody == "mon frère"
    assert add_step(draft, by, at, doer=Doer.PERSON, **both).somebody == ""


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"what": ""}, "what"),
        ({"what": LONG}, "what"),
        ({"doer": Doer.MEMBER}, "who"),
        ({"doer": Doer.ORGANISATION}, "who"),
        ({"doer": Doer.OTHER, "somebody": " "}, "somebody"),
        ({"doer": "the king"}, "who"),
    ],
)
def test_a_step_says_what_and_who(
    said: dict[str, object], field: str, draft: LifeProject, by: Actor, at: datetime
) -> None:
    with pytest.raises(Refused) as refused:
        add_step(draft, by, at, **said)
    assert refused.value.field == field


@pytest.mark.parametrize("days", [-367, 3661])
def test_a_step_is_neither_long_past_nor_far(days: int, draft: LifeProject, by: Actor, at: datetime) -> None:
    with pytest.raises(Refused) as refused:
        add_step(draft, by, at, by_on=at.date() + timedelta(days=days))
    assert refused.value.field == "by_on"


def test_steps_stand_in_the_order_of_their_days(draft: LifeProject, by: Actor, at: datetime) -> None:
    add_step(draft, by, at, what="Plus tard", by_on=at.date() + timedelta(days=30))
    add_step(draft, by, at, what="Bientôt", by_on=at.date() + timedelta(days=3))
    steps = fresh(draft).kept_goals()[0].kept_steps()
    assert [step.what for step in steps] == ["Bientôt", "Plus tard", "Visiter une chambre"]


def test_the_same_key_adds_one_step(draft: LifeProject, by: Actor, at: datetime) -> None:
    assert add_step(draft, by, at, key="k") == add_step(draft, by, at, key="k")


def test_a_step_taken_out_can_be_put_back(draft: LifeProject, by: Actor, at: datetime) -> None:
    step = draft.kept_goals()[0].kept_steps()[0]
    actions.remove_step(step=step, by=by, at=at)
    assert fresh(draft).kept_goals()[0].kept_steps() == []
    actions.put_back_step(step=step, by=by, at=at)
    assert fresh(draft).kept_goals()[0].kept_steps() == [step]


def test_there_are_at_most_twelve_steps(draft: LifeProject, by: Actor, at: datetime) -> None:
    for _number in range(11):
        add_step(draft, by, at)
    with pytest.raises(Refused, match="Twelve steps"):
        add_step(draft, by, at)


# --- frozen, then revised ----------------------------------------------------------------------


def test_an_agreed_version_does_not_change_any_more(karim: Member, case: Case, at: datetime) -> None:
    project, by = factories.project(by=karim, case=case, at=at, agreed=True), actor_of(karim)
    goal = project.kept_goals()[0]
    step = goal.kept_steps()[0]
    writes: list[Callable[[], object]] = [
        lambda: amend(project, by, at, words="Autre chose"),
        lambda: actions.add_goal(project=project, words="Un de plus", by=by, at=at),
        lambda: actions.amend_goal(goal=goal, words="Autre", domain="", by=by, at=at),
        lambda: actions.move_goal(goal=goal, earlier=True, by=by, at=at),
        lambda: actions.remove_goal(goal=goal, by=by, at=at),
        lambda: actions.put_back_goal(goal=goal, by=by, at=at),
        lambda: actions.add_step(goal=goal, what="Autre", doer=Doer.PERSON, by=by, at=at),
        lambda: actions.amend_step(step=step, what="Autre", doer=Doer.PERSON, by=by, at=at),
        lambda: actions.remove_step(step=step, by=by, at=at),
        lambda: actions.put_back_step(step=step, by=by, at=at),
    ]
    before = queries.content(fresh(project))
    for write in writes:
        with pytest.raises(Refused, match="does not change any more"):
            write()
    assert queries.content(fresh(project)) == before


def test_revising_writes_the_next_version_from_this_one(karim: Member, case: Case, at: datetime) -> None:
    project, by = factories.project(by=karim, case=case, at=at, agreed=True), actor_of(karim)
    step = project.kept_goals()[0].kept_steps()[0]
    actions.finish_step(step=step, done=True, by=by, at=at)
    new = actions.revise(project=fresh(project), by=by, at=at)
    assert (new.number, new.state, fresh(project).state) == (2, "drafting", "agreed")
    copied = new.kept_goals()[0]
    assert copied.thread == project.kept_goals()[0].thread
    assert copied.kept_steps()[0].done_at == at
    assert actions.revise(project=fresh(project), by=by, at=at) == new


def test_a_draft_cannot_be_revised(draft: LifeProject, by: Actor, at: datetime) -> None:
    with pytest.raises(Refused, match="lived"):
        actions.revise(project=draft, by=by, at=at)


# --- who may -----------------------------------------------------------------------------------


def test_reading_is_not_writing(draft: LifeProject, actor: Callable[..., Actor], at: datetime) -> None:
    salma = actor("operator")
    assert LifeProject.objects.visible_to(salma).filter(pk=draft.pk).exists()
    with pytest.raises(Forbidden):
        actions.add_goal(project=draft, words="Un toit", by=salma, at=at)


def test_the_project_of_a_restricted_case_is_its_teams(
    karim: Member, actor: Callable[..., Actor], at: datetime
) -> None:
    hidden = factories.project(by=karim, case=factories.case(by=karim, at=at, restricted=True), at=at)
    other = actor("referent")
    assert not LifeProject.objects.visible_to(other).exists()
    with pytest.raises(NotVisible):
        actions.add_goal(project=hidden, words="Un toit", by=other, at=at)
    assert LifeProject.objects.visible_to(actor("head")).count() == 1


def test_another_organisation_sees_no_project(draft: LifeProject, actor: Callable[..., Actor]) -> None:
    assert not LifeProject.objects.visible_to(actor("partner")).exists()
    assert not LifeProject.objects.visible_to(actor("governor")).exists()

"""A yes stands for one version: what is kept, what is refused, what follows."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from jaras.cases.models import Case, TimelineEntry
from jaras.governance.models import Member, actor_of
from jaras.inclusion import actions, jobs, queries
from jaras.inclusion.models import Agreement, LifeProject, Step
from jaras.inclusion.rules import Doer, How
from jaras.kernel import files
from jaras.kernel.actor import Actor
from jaras.kernel.models import EventRecord, StoredFile, Transition
from jaras.kernel.refusal import Refused
from jaras.kernel.workflow import IllegalMove, ReasonMissing
from tests import factories
from tests.kernel import sounds

MakeMember = Callable[..., Member]
VOICE = sounds.opus()


@pytest.fixture
def karim(member: MakeMember) -> Member:
    return member("referent", name="Karim El Mehdaoui")


@pytest.fixture
def naima(member: MakeMember) -> Member:
    return member("referent", name="Naïma Chraibi")


@pytest.fixture
def by(karim: Member) -> Actor:
    return actor_of(karim)


@pytest.fixture
def case(karim: Member, at: datetime) -> Case:
    return factories.case(by=karim, at=at)


@pytest.fixture
def draft(karim: Member, case: Case, at: datetime) -> LifeProject:
    return factories.project(by=karim, case=case, at=at)


@pytest.fixture
def agreed(karim: Member, case: Case, at: datetime) -> LifeProject:
    return fresh(factories.project(by=karim, case=case, at=at, agreed=True))


def fresh(project: LifeProject) -> LifeProject:
    return LifeProject.objects.get(pk=project.pk)


def refused(project: LifeProject, by: Member, at: datetime, **said: Any) -> Refused:
    """What the refusal says; nothing was written, no file stays behind."""
    held, stored = Agreement.objects.count(), StoredFile.objects.count()
    with pytest.raises(Refused) as refusal:
        factories.agreement(project, by=by, at=at, **said)
    assert (Agreement.objects.count(), StoredFile.objects.count()) == (held, stored)
    assert len(kept_files()) == stored
    return refusal.value


def kept_files() -> list[Path]:
    from django.conf import settings

    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


# --- the three ways ----------------------------------------------------------------------------


def test_a_signature_is_kept_with_who_when_what(draft: LifeProject, karim: Member, at: datetime) -> None:
    content = queries.content(draft)
    made = factories.agreement(draft, by=karim, at=at)
    project = fresh(draft)
    assert (project.state, project.review_on) == ("agreed", at.date() + timedelta(days=90))
    assert (made.name, made.content, made.file.media_type) == ("Driss Alaoui", content, "image/png")
    assert files.location(made.file).is_file()
    assert EventRecord.objects.get(name="ProjectAgreed").data["content"] == content
    assert TimelineEntry.objects.filter(data__verb="agree").get().data["how"] == "screen"


def test_a_photographed_sheet_is_kept(draft: LifeProject, karim: Member, at: datetime) -> None:
    made = factories.agreement(draft, by=karim, at=at, how=How.PAPER, sent=factories.PDF, file_name="p.pdf")
    assert made.file.media_type == "application/pdf"


def test_a_voice_note_has_its_witness(draft: LifeProject, karim: Member, naima: Member, at: datetime) -> None:
    made = factories.agreement(draft, by=karim, at=at, how=How.VOICE, sent=VOICE, witness=naima)
    assert (made.witness, made.file.media_type) == (naima, "audio/ogg")


def test_without_a_witness_a_voice_note_is_refused(draft: LifeProject, karim: Member, at: datetime) -> None:
    assert refused(draft, karim, at, how=How.VOICE, sent=VOICE).field == "witness"
    assert refused(draft, karim, at, how=How.VOICE, sent=VOICE, witness=karim).field == "witness"


@pytest.mark.parametrize(
    ("how", "sent", "field"),
    [
        (How.SCREEN, b"", "signature"),
        (How.SCREEN, "blank", "signature"),
        (How.SCREEN, factories.PDF, "signature"),
        (How.SCREEN, VOICE, "signature"),
        (How.PAPER, b"", "paper"),
        (How.PAPER, VOICE, "paper"),
        (How.PAPER, b"MZ\x90\x00 not a photograph", "paper"),
        (How.PAPER, "too large", "paper"),
        ("in the air", b"x", "how"),
    ],
)
def test_what_cannot_stand_for_a_yes_is_refused(
    how: How, sent: Any, field: str, draft: LifeProject, karim: Member, at: datetime, settings: Any
) -> None:
    if sent == "blank":
        sent = factories.picture(blank=True)
    if sent == "too large":
        settings.UPLOAD_LIMIT = 100
        sent = b"%PDF-" + b"x" * 200
    assert refused(draft, karim, at, how=how, sent=sent).field == field


# --- replayed, twice, late ---------------------------------------------------------------------


def test_the_form_sent_twice_agrees_once(draft: LifeProject, karim: Member, at: datetime) -> None:
    sent = factories.picture()
    seen = queries.content(draft)
    factories.agreement(draft, by=karim, at=at, sent=sent, nonce="n1", seen=seen)
    again = refused(fresh(draft), karim, at, sent=sent, nonce="n1", seen=seen)
    assert "agreed already" in str(again)


def test_the_same_signature_serves_no_other_version(
    agreed: LifeProject, karim: Member, by: Actor, at: datetime
) -> None:
    sent = files.opened(agreed.agreement.file).read()
    new = actions.revise(project=agreed, by=by, at=at)
    replayed = refused(fresh(new), karim, at, sent=sent)
    assert (replayed.field, "received already" in str(replayed)) == ("signature", True)
    assert (fresh(new).state, fresh(agreed).state) == ("drafting", "agreed")


def test_the_nonce_of_one_version_serves_no_other(
    agreed: LifeProject, karim: Member, by: Actor, at: datetime
) -> None:
    new = fresh(actions.revise(project=agreed, by=by, at=at))
    assert "received already" in str(refused(new, karim, at, nonce=agreed.agreement.nonce))
    assert "received already" in str(refused(new, karim, at, nonce=""))


def test_a_yes_holds_for_the_words_that_were_read(
    draft: LifeProject, karim: Member, by: Actor, at: datetime
) -> None:
    read = queries.content(draft)
    actions.add_goal(project=draft, words="Ajouté dans son dos", by=by, at=at)
    assert "Read it together again" in str(refused(fresh(draft), karim, at, seen=read))


def test_who_writes_while_another_agrees_is_told(
    draft: LifeProject, karim: Member, by: Actor, at: datetime
) -> None:
    """The version number moved after the words were read: the yes waits."""
    stale = fresh(draft)
    LifeProject.objects.filter(pk=draft.pk).update(version=draft.version + 5)
    assert "Read it together again" in str(refused(stale, karim, at))


# --- what a yes needs --------------------------------------------------------------------------


def test_a_review_before_today_is_refused(draft: LifeProject, karim: Member, at: datetime) -> None:
    late = refused(draft, karim, at, review_on=at.date() - timedelta(days=1))
    assert (late.field, "before today" in str(late)) == ("review_on", True)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"signed_on": date(2026, 11, 26)}, "signed_on"),
        ({"signed_on": date(2020, 1, 1)}, "signed_on"),
    ],
)
def test_a_yes_has_a_name_and_a_day(
    said: dict[str, Any], field: str, draft: LifeProject, karim: Member, at: datetime
) -> None:
    assert refused(draft, karim, at, **said).field == field


def test_a_project_without_a_goal_is_not_agreed(
    draft: LifeProject, karim: Member, by: Actor, at: datetime
) -> None:
    actions.remove_goal(goal=draft.kept_goals()[0], by=by, at=at)
    assert "at least one goal" in str(refused(fresh(draft), karim, at))


# --- what follows ------------------------------------------------------------------------------


def test_the_next_version_puts_the_one_before_to_rest(
    agreed: LifeProject, karim: Member, by: Actor, at: datetime
) -> None:
    new = fresh(actions.revise(project=agreed, by=by, at=at))
    factories.agreement(new, by=karim, at=at)
    assert (fresh(agreed).state, fresh(new).state) == ("revised", "agreed")
    assert Transition.objects.filter(subject="project", subject_id=agreed.pk, verb="revise").exists()


def test_it_begins_is_reviewed_carries_on_is_achieved(agreed: LifeProject, by: Actor, at: datetime) -> None:
    project = actions.start(project=agreed, by=by, at=at)
    later = at + timedelta(days=90)
    assert actions.fall_due(by=by, at=later - timedelta(days=1)) == 0
    assert actions.fall_due(by=by, at=later) == 1
    assert actions.fall_due(by=by, at=later) == 0
    project = fresh(project)
    assert project.state == "review_due"
    with pytest.raises(ReasonMissing):
        actions.carry_on(project=fresh(project), said="", review_on=later.date(), by=by, at=later)
    with pytest.raises(Refused, match="day"):
        actions.carry_on(project=fresh(project), said="Va bien", review_on=None, by=by, at=later)
    with pytest.raises(Refused, match="before today"):
        actions.carry_on(project=fresh(project), said="Va bien", review_on=at.date(), by=by, at=later)
    project = actions.carry_on(
        project=project, said="Va bien", review_on=later.date() + timedelta(days=90), by=by, at=later
    )
    assert project.state == "active"
    project = actions.achieve(project=project, said="« Je suis chez moi »", by=by, at=later)
    assert project.state == "achieved"
    with pytest.raises(IllegalMove):
        actions.start(project=project, by=by, at=later)
    told = TimelineEntry.objects.filter(kind="project").values_list("data__verb", flat=True)
    assert {"agree", "start", "fall_due", "carry_on", "achieve"} <= set(told)


def test_whoever_leaves_a_project_says_why(agreed: LifeProject, by: Actor, at: datetime) -> None:
    with pytest.raises(ReasonMissing):
        actions.leave(project=fresh(agreed), reason="", by=by, at=at)
    assert actions.leave(project=agreed, reason="Il part à Fès", by=by, at=at).state == "left"


def test_after_the_end_another_project_may_begin(agreed: LifeProject, by: Actor, at: datetime) -> None:
    actions.leave(project=agreed, reason="Il part", by=by, at=at)
    new = actions.begin(case=agreed.case, person=agreed.person, by=by, at=at)
    assert (new.number, new.kept_goals()) == (2, [])


def test_steps_are_ticked_off_and_taken_up_again(agreed: LifeProject, by: Actor, at: datetime) -> None:
    step = agreed.kept_goals()[0].kept_steps()[0]
    for _click in range(2):
        actions.finish_step(step=step, done=True, by=by, at=at)
    assert TimelineEntry.objects.filter(data__verb="step").get().text == "Visiter une chambre"
    actions.finish_step(step=step, done=False, by=by, at=at)
    assert Step.objects.get(pk=step.pk).done_at is None


def test_the_steps_of_a_draft_are_not_ticked_off(draft: LifeProject, by: Actor, at: datetime) -> None:
    with pytest.raises(Refused, match="agreed project"):
        actions.finish_step(step=draft.kept_goals()[0].kept_steps()[0], done=True, by=by, at=at)


# --- what waits --------------------------------------------------------------------------------


def test_reviews_are_found_the_longest_overdue_first(
    agreed: LifeProject, karim: Member, by: Actor, actor: Callable[..., Actor], at: datetime
) -> None:
    soon = factories.project(by=karim, at=at, agreed=True, review_on=at.date() + timedelta(days=5))
    until = at.date() + timedelta(days=90)
    assert queries.reviews_due(by, until, False) == [soon, agreed]
    assert queries.reviews_due(by, at.date(), False) == []
    assert queries.reviews_due(actor("referent"), until, False) == []
    assert queries.reviews_due(actor("partner"), until, True) == []


def test_steps_of_mine_are_found_by_name_or_as_referent(
    draft: LifeProject, karim: Member, naima: Member, by: Actor, at: datetime
) -> None:
    goal = draft.kept_goals()[0]
    day = at.date() + timedelta(days=2)
    mine = actions.add_step(goal=goal, what="A", doer=Doer.MEMBER, member=karim, by_on=day, by=by, at=at)
    held = actions.add_step(goal=goal, what="B", doer=Doer.REFERENT, by_on=day, by=by, at=at)
    actions.add_step(goal=goal, what="C", doer=Doer.MEMBER, member=naima, by_on=day, by=by, at=at)
    assert queries.steps_due(by, day) == []
    factories.agreement(fresh(draft), by=karim, at=at)
    assert queries.steps_due(by, day) == [mine, held]
    actions.finish_step(step=Step.objects.get(pk=held.pk), done=True, by=by, at=at)
    assert queries.steps_due(by, day) == [mine]
    assert queries.steps_due(by, day - timedelta(days=1)) == []


def test_the_job_lets_every_review_fall_due(agreed: LifeProject) -> None:
    LifeProject.objects.filter(pk=agreed.pk).update(review_on=date(2020, 1, 1))
    assert (jobs.let_reviews_fall_due(), jobs.let_reviews_fall_due()) == (1, 0)
    assert fresh(agreed).state == "review_due"

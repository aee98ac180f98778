"""A draft is begun, written, made again from the version that is lived."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jaras.cases import actions as cases
from jaras.cases.models import Case
from jaras.cases.rules import ENDED, Entry
from jaras.inclusion import events as facts
from jaras.inclusion.models import Goal, LifeProject, Step
from jaras.inclusion.rules import InclusionVerb, ProjectState
from jaras.kernel import access, events, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.people.models import Person

LONGEST = 4000
LATEST_REVIEW = timedelta(days=731)


@transaction.atomic
def begin(*, case: Case, person: Person, by: Actor, at: datetime) -> LifeProject:
    """A blank page for a person of the case; the draft there may be is found again instead."""
    access.require(by, InclusionVerb.WRITE, case)
    _followed(case)
    if not case.parties.filter(person=person).exists():
        raise Refused(_("This person is not in the case: add them first."), field="person")
    versions = LifeProject.objects.filter(case=case, person=person)
    if draft := versions.filter(state=ProjectState.DRAFTING).first():
        return draft
    if versions.living().exists():
        raise Refused(_("A project is being lived already: revise it to write the next version."))
    return _open(case, person, None, by=by, at=at)


@transaction.atomic
def revise(*, project: LifeProject, by: Actor, at: datetime) -> LifeProject:
    """The next version, written from this one; this one is lived until the next is agreed."""
    access.require(by, InclusionVerb.WRITE, project)
    _followed(project.case)
    if not project.is_living:
        raise Refused(_("Only the version that is lived can be revised."))
    drafts = LifeProject.objects.filter(case=project.case, person=project.person, state=ProjectState.DRAFTING)
    if draft := drafts.first():
        return draft
    new = _open(project.case, project.person, project, by=by, at=at)
    for goal in project.kept_goals():
        copy = Goal.objects.create(
            project=new, thread=goal.thread, position=goal.position, words=goal.words, domain=goal.domain
        )
        Step.objects.bulk_create(_copied(step, copy) for step in goal.kept_steps())
    return new


def _copied(step: Step, goal: Goal) -> Step:
    """The same step in the next version, done already if it was."""
    kept = ("thread", "what", "doer", "member_id", "organisation_id", "somebody", "by_on", "done_at")
    return Step(goal=goal, **{name: getattr(step, name) for name in kept})


def _open(case: Case, person: Person, revised: LifeProject | None, *, by: Actor, at: datetime) -> LifeProject:
    last = LifeProject.objects.filter(case=case, person=person).first()
    try:
        with transaction.atomic():
            project = LifeProject.objects.create(
                case=case,
                person=person,
                number=last.number + 1 if last else 1,
                words=revised.words if revised else "",
                person_commits=revised.person_commits if revised else "",
                cell_commits=revised.cell_commits if revised else "",
                by_id=by.member_id,
                at=at,
                changed_at=at,
            )
    except IntegrityError as meanwhile:
        raise Refused(_("A colleague began this draft at this very moment: open it.")) from meanwhile
    tell(project, "begin", by=by, at=at)
    events.publish(
        facts.ProjectBegun(
            project_id=project.pk,
            case_id=case.pk,
            person_id=person.pk,
            number=project.number,
            revises_id=revised.pk if revised else None,
        ),
        by=by,
        at=at,
    )
    return project


@transaction.atomic
def amend(
    *,
    project: LifeProject,
    words: str,
    person_commits: str,
    cell_commits: str,
    review_on: date | None,
    by: Actor,
    at: datetime,
) -> LifeProject:
    """The texts of a draft: the person's own words, what each side commits to, when to look again."""
    access.require(by, InclusionVerb.WRITE, project)
    if not project.is_draft:
        raise Refused(FROZEN)
    if review_on is not None:
        require_review(review_on, at=at)
    new = {
        "words": text.within(words, limit=LONGEST, field="words"),
        "person_commits": text.within(person_commits, limit=LONGEST, field="person_commits"),
        "cell_commits": text.within(cell_commits, limit=LONGEST, field="cell_commits"),
        "review_on": review_on,
    }
    changed = tuple(name for name, value in new.items() if getattr(project, name) != value)
    if not changed:
        return project
    for name in changed:
        setattr(project, name, new[name])
    project.changed_at = at
    project.save_checked(*changed, "changed_at")
    events.publish(
        facts.ProjectAmended(project_id=project.pk, case_id=project.case_id, fields=changed), by=by, at=at
    )
    return project


# --- what the other writes on a project share -----------------------------------------------------

FROZEN = _("This version is agreed: it does not change any more. Revise it to write the next one.")


def hold_draft(project: LifeProject, *, by: Actor, at: datetime) -> None:
    """The draft is ours until the end of the transaction; nobody agrees to it while it is written."""
    access.require(by, InclusionVerb.WRITE, project)
    rows = LifeProject.objects.filter(pk=project.pk, state=ProjectState.DRAFTING)
    if not rows.update(version=F("version") + 1, changed_at=at):
        raise Refused(FROZEN)


def require_review(review_on: date, *, at: datetime) -> None:
    today = timezone.localtime(at).date()
    if review_on < today:
        raise Refused(_("The next review cannot be before today."), field="review_on")
    if review_on > today + LATEST_REVIEW:
        raise Refused(_("Look at it again within two years."), field="review_on")


def tell(project: LifeProject, verb: str, *, by: Actor, at: datetime, words: str = "", how: str = "") -> None:
    """A line in the story of the case."""
    data = {"project": project.pk, "number": project.number, "verb": verb} | ({"how": how} if how else {})
    cases.tell(project.case, Entry.PROJECT, by=by, at=at, words=words, data=data)


def _followed(case: Case) -> None:
    if case.state in ENDED:
        raise Refused(_("This case is not followed any more: open it again first."))

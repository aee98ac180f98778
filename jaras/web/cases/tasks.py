"""What waits in cases for a member: what comes next, news to take, closures to answer."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from jaras.cases.models import Case, Closure
from jaras.cases.queries import day
from jaras.web.cases.words import name_of
from jaras.web.shell import moments
from jaras.web.shell.day import Task, Viewer, end_of, unwritten


def waiting(viewer: Viewer) -> Iterator[Task]:
    actor, watch = viewer.actor, viewer.on_watch
    yield from (_closure(each, viewer) for each in day.closures_to_answer(actor))
    yield from (_next(case, viewer) for case in day.steps_due(actor, viewer.horizon, watch))
    yield from (_news(each) for each in day.follow_ups_due(actor, viewer.last_day, watch))
    yield from (_planless(case, viewer) for case in day.without_next(actor, watch))


def _closure(closure: Closure, viewer: Viewer) -> Task:
    return Task(
        kind="closure",
        what=_("Approve the closure, or carry on"),
        why=_("{name} asked for it {duration} ago; another person answers.").format(
            name=name_of(closure.asked_by) or "Jaras",
            duration=moments.duration(viewer.at - closure.asked_at),
        ),
        href=reverse("case", args=[closure.case_id]),
        since=closure.asked_at,
        case_id=closure.case_id,
    )


def _next(case: Case, viewer: Viewer) -> Task:
    due: datetime = case.next_due_at  # type: ignore[assignment]
    return Task(
        kind="next",
        what=case.next_what,
        why=unwritten(_promised, case, due, viewer),
        href=unwritten(_address, "case", case.pk),
        since=case.moved_at,
        due=due,
        case_id=case.pk,
    )


def _promised(case: Case, due: datetime, viewer: Viewer) -> str:
    mine = case.next_who_id == viewer.actor.member_id
    promised = _("You said you would") if mine else _whose(case, viewer)
    return f"{promised} · {moments.left(due, at=viewer.at)}"


def _news(closure: Closure) -> Task:
    day_of = closure.follow_up_on
    ended = closure.answered_at or closure.asked_at
    return Task(
        kind="news",
        what=_("Ask how they are"),
        why=_("The case ended on {day}; news were promised for {news_day}.").format(
            day=moments.day(ended), news_day=moments.day(day_of or ended)
        ),
        href=reverse("case_news", args=[closure.case_id]),
        since=ended,
        due=end_of(day_of) if day_of else None,
        case_id=closure.case_id,
    )


def _planless(case: Case, viewer: Viewer) -> Task:
    return Task(
        kind="planless",
        what=_("Say what comes next"),
        why=unwritten(_still, case, viewer),
        href=unwritten(_address, "case_next", case.pk),
        since=case.moved_at,
        case_id=case.pk,
    )


def _still(case: Case, viewer: Viewer) -> str:
    still = moments.duration(viewer.at - case.moved_at)
    says = _("nothing moved for {duration}, nothing is planned").format(duration=still)
    return f"{_whose(case, viewer)} · {says}"


def _address(route: str, pk: int) -> str:
    return reverse(route, args=[pk])


def _whose(case: Case, viewer: Viewer) -> str:
    mine = case.referent_id == viewer.actor.member_id
    return _("You are the referent") if mine else _("Nobody holds this case; you hold the watch")

"""What waits in care for a member: hours to keep, calls to make, outcomes to say, diagnoses to make."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from jaras.care.models import Appointment
from jaras.care.queries import day
from jaras.care.rules import Reminder
from jaras.cases.models import Case
from jaras.web.shell import moments
from jaras.web.shell.day import Task, Viewer, start_of, unwritten


def waiting(viewer: Viewer) -> Iterator[Task]:
    actor, watch = viewer.actor, viewer.on_watch
    for each in day.hours(actor, viewer.horizon, watch):
        yield from _hour(each, viewer)
    undiagnosed = day.undiagnosed(actor, start_of(viewer.today), watch)
    yield from (_diagnosis(case, viewer) for case in undiagnosed)


def _hour(row: Appointment, viewer: Viewer) -> Iterator[Task]:
    if row.starts_at <= viewer.at:
        yield _outcome(row, viewer)
        return
    if row.reminder == Reminder.CALL and row.reminded_at is None:
        yield _call(row)
    yield _appointment(row, viewer)


def _appointment(row: Appointment, viewer: Viewer) -> Task:
    where = f" · {row.place_text}" if row.place_text else ""
    return Task(
        kind="appointment",
        what=f"{_hour_of(row, viewer)} · {row.what}{where}",
        why=f"{_beside(row, viewer)} · {moments.left(row.starts_at, at=viewer.at)}",
        href=_page(row),
        since=row.at,
        due=row.starts_at,
        who=_who(row),
        case_id=row.case_id,
    )


def _hour_of(row: Appointment, viewer: Viewer) -> str:
    """The hour, with its day when that is not today."""
    hour = moments.clock(row.starts_at)
    return hour if row.starts_at < viewer.midnight else f"{moments.day(row.starts_at)}, {hour}"


def _beside(row: Appointment, viewer: Viewer) -> str:
    if row.companion is None:
        return _("Nobody goes along")
    if row.companion_id == viewer.actor.member_id:
        return _("You go along")
    return _("{name} goes along").format(name=row.companion.called)


def _call(row: Appointment) -> Task:
    return Task(
        kind="call",
        what=_("Call to recall the appointment: {what}").format(what=row.what),
        why=_("They are expected on {moment}; writing to them is not safe.").format(
            moment=moments.exact(row.starts_at)
        ),
        href=_page(row),
        since=row.at,
        due=row.starts_at,
        who=_who(row),
        case_id=row.case_id,
    )


def _outcome(row: Appointment, viewer: Viewer) -> Task:
    passed = moments.duration(viewer.at - row.starts_at)
    return Task(
        kind="outcome",
        what=_("Say whether they came: {what}").format(what=row.what),
        why=_("The hour passed {duration} ago.").format(duration=passed),
        href=_page(row),
        since=row.at,
        due=row.starts_at,
        who=_who(row),
        case_id=row.case_id,
    )


def _diagnosis(case: Case, viewer: Viewer) -> Task:
    return Task(
        kind="diagnosis",
        what=_("Make the social diagnosis"),
        why=unwritten(_unknown_yet, case, viewer),
        href=unwritten(_form, case),
        since=case.opened_at,
        case_id=case.pk,
    )


def _unknown_yet(case: Case, viewer: Viewer) -> str:
    opened = moments.duration(viewer.at - case.opened_at)
    says = _("The case was opened {duration} ago; how the person stands is not written.")
    return says.format(duration=opened)


def _form(case: Case) -> str:
    return reverse("case_diagnose", args=[case.pk])


def _page(row: Appointment) -> str:
    return reverse("case_appointments", args=[row.case_id]) + f"#appointment-{row.pk}"


def _who(row: Appointment) -> str:
    return row.person.name if row.person else ""

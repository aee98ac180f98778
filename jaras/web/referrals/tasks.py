"""What waits in referrals: for the cell, what partners did not take; for a partner, what they are asked."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jaras.care.lists import decline_reasons
from jaras.care.models import Referral
from jaras.care.queries import day
from jaras.care.rules import ReferralState
from jaras.kernel.keys import opened
from jaras.partners.lists import services
from jaras.web.shell import moments
from jaras.web.shell.day import Task, Viewer
from jaras.web.shell.templating import label

QUOTED = 90


def of_the_cell(viewer: Viewer) -> Iterator[Task]:
    actor, watch = viewer.actor, viewer.on_watch
    yield from (_question(row, viewer) for row in day.asked(actor, watch))
    yield from (_need(row) for row in day.refused(actor, watch))
    yield from (_silent(row, viewer) for row in day.silent(actor, watch))


def of_a_partner(viewer: Viewer) -> Iterator[Task]:
    for row in day.to_answer(viewer.actor):
        yield _request(row, viewer) if row.waits else _help(row, viewer)


def _question(row: Any, viewer: Viewer) -> Task:
    asked_at: datetime = row.asked_at
    return Task(
        kind="question",
        what=_("Answer {partner}").format(partner=row.organisation.name),
        why=_("They asked something {duration} ago.").format(duration=moments.duration(viewer.at - asked_at)),
        href=reverse("case_referral_act", args=[row.case_id, row.pk, "reply"]),
        since=asked_at,
        case_id=row.case_id,
        words=opened(row.question, place="care_referralmessage.words")[:QUOTED],
    )


REFUSALS: dict[str, Any] = {
    ReferralState.DECLINED: gettext_lazy("{partner} cannot: {reason}."),
    ReferralState.EXPIRED: gettext_lazy("{partner} did not answer in time."),
    ReferralState.INTERRUPTED: gettext_lazy("{partner} had to break off."),
}


def _need(row: Referral) -> Task:
    reason = decline_reasons().get(row.reason)
    ended = (row.expires_at if row.state == ReferralState.EXPIRED else row.answered_at) or row.at
    why = str(REFUSALS[row.state]).format(
        partner=row.organisation.name, reason=label(reason) if reason else _("no reason given")
    )
    return Task(
        kind="need",
        what=_("Entrust to somebody else: {service}").format(service=_service(row)),
        why=f"{why} {_('The need is open again.')}",
        href=reverse("case_refer", args=[row.case_id, row.need_id]),
        since=ended,
        case_id=row.case_id,
    )


def _silent(row: Referral, viewer: Viewer) -> Task:
    waited = moments.duration(viewer.at - (row.sent_at or row.at))
    why = _("No answer for {duration}, though reminded.").format(duration=waited)
    return Task(
        kind="silent",
        what=_("Call {partner}: {service}").format(partner=row.organisation.name, service=_service(row)),
        why=f"{why} {_end(row, viewer)}",
        href=reverse("case_referrals", args=[row.case_id]) + f"#referral-{row.pk}",
        since=row.sent_at or row.at,
        due=row.expires_at,
        case_id=row.case_id,
    )


def _request(row: Referral, viewer: Viewer) -> Task:
    waited = moments.duration(viewer.at - (row.sent_at or row.at))
    why = _("The cell has waited for your answer for {duration}.").format(duration=waited)
    return Task(
        kind="request",
        what=_("Say whether you take it: {service}").format(service=_service(row)),
        why=" ".join(filter(None, (_("Urgent.") if row.need.urgent else "", why, _end(row, viewer)))),
        href=reverse("referral_answer", args=[row.pk]),
        since=row.sent_at or row.at,
        due=row.expires_at,
    )


def _help(row: Referral, viewer: Viewer) -> Task:
    since = row.answered_at or row.sent_at or row.at
    begun = row.state == ReferralState.IN_PROGRESS
    says = _("It has begun; you answered {duration} ago.") if begun else _("You took it {duration} ago.")
    return Task(
        kind="help",
        what=_("Say how it goes: {service}").format(service=_service(row)),
        why=says.format(duration=moments.duration(viewer.at - since)),
        href=reverse("referral_answer", args=[row.pk]),
        since=since,
    )


def _end(row: Referral, viewer: Viewer) -> str:
    left = (row.expires_at - viewer.at) if row.expires_at else None
    if left is None:
        return ""
    if left <= timedelta(0):
        return _("The time is over.")
    return _("It ends within {duration}.").format(duration=moments.duration(left))


def _service(row: Referral) -> str:
    known = services().get(row.need.service)
    return label(known) if known else row.need.service

"""Every write about an alert: raised, told, answered for, quiet for a while, over."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jaras.alerts import events as facts
from jaras.alerts import queries
from jaras.alerts.lists import hold_reasons, watched
from jaras.alerts.models import Alert, Notice
from jaras.alerts.queries import Overdue
from jaras.alerts.rules import ALERT, NOTICE, AlertState, AlertsVerb, Channel, NoticeState
from jaras.governance.models import Member
from jaras.kernel import access, events, workflow
from jaras.kernel.actor import Actor
from jaras.kernel.jobs import enqueue
from jaras.kernel.refusal import Refused
from jaras.territory.lists import holidays

DELIVERIES = {
    Channel.MAIL: "jaras.alerts.jobs.mail_notice",
    Channel.PUSH: "jaras.alerts.jobs.push_notice",
    Channel.SMS: "jaras.alerts.jobs.text_notice",
}
LAST_RINGS = 3  # how often the last step is told again
LONGEST = timedelta(days=30)


@transaction.atomic
def raise_alert(*, found: Overdue, by: Actor, at: datetime) -> Alert:
    """It is overdue: written once, told to the first step at once."""
    access.require(by, AlertsVerb.ANSWER)
    alert, new = Alert.objects.get_or_create(
        code=found.code,
        of=found.of,
        row=found.row,
        is_living=True,
        defaults={
            "report_id": found.report_id,
            "case_id": found.case_id,
            "urgency": found.urgency,
            "since": found.since,
            "due_at": found.due_at,
            "rings_at": at,
            "raised_at": at,
        },
    )
    if new:
        event = facts.AlertRaised(
            alert_id=alert.pk, code=alert.code, report_id=alert.report_id, case_id=alert.case_id
        )
        events.publish(event, by=by, at=at)
        ring(alert=alert, found=found, by=by, at=at)
    return alert


@transaction.atomic
def ring(*, alert: Alert, found: Overdue, by: Actor, at: datetime) -> Alert:
    """Tell the next step that has somebody; the last one is told again a few times.

    Whoever answered for it, or gave it time, has had that time: it rings again where it stood.
    """
    access.require(by, AlertsVerb.ANSWER, alert)
    alert = _locked(alert)
    if not alert.is_living or alert.rings_at is None or alert.rings_at > at:
        return alert
    if alert.state != AlertState.OPEN:
        _move(alert, "ring_again", by=by, at=at)
    kind = watched()[alert.code]
    told: list[Member] = []
    ahead = kind.steps[kind.steps.index(alert.step) + 1 :] if alert.step else kind.steps
    for step in ahead or kind.steps[-1:]:
        told = queries.told_at(alert, step, holder_id=found.holder_id, poles=found.poles, at=at)
        if told:
            alert.step = step
            break
    alert.rung += 1
    again = not told or bool(ahead) or _last_rings(alert) + 1 < LAST_RINGS
    local = timezone.localtime(at)
    alert.rings_at = kind.rings_again(local, alert.urgency, holidays()) if again else None
    alert.save_checked("step", "rung", "rings_at")
    by_push = queries.with_devices(told)
    by_sms = queries.with_telephones(told) if alert.urgency in kind.sms else frozenset()
    for member in told:
        for channel in Channel:
            if (channel == Channel.PUSH and member.pk not in by_push) or (
                channel == Channel.SMS and member.pk not in by_sms
            ):
                continue
            notice = Notice.objects.create(
                alert=alert, member=member, step=alert.step, channel=channel, at=at
            )
            if channel in DELIVERIES:
                enqueue(DELIVERIES[channel], notice.pk)
    ids = tuple(member.pk for member in told)
    events.publish(facts.AlertRang(alert_id=alert.pk, step=alert.step, member_ids=ids), by=by, at=at)
    return alert


@transaction.atomic
def acknowledge(*, alert: Alert, by: Actor, at: datetime) -> Alert:
    """A member answers for it; if the cause is still there after twice the delay, it rings again."""
    access.require(by, AlertsVerb.ANSWER, alert)
    alert = _locked(alert)
    if alert.state == AlertState.ACKNOWLEDGED:
        name = alert.taken_by.called if alert.taken_by else "Jaras"
        raise Refused(_("%(name)s answers for it already.") % {"name": name})
    if alert.state != AlertState.OPEN:
        raise Refused(_("This is over, or was given time: look again."))
    kind = watched()[alert.code]
    alert.taken_by_id, alert.taken_at = by.member_id, at
    alert.rings_at = at + 2 * (kind.rings_again(timezone.localtime(at), alert.urgency, holidays()) - at)
    _move(alert, "acknowledge", "taken_by", "taken_at", "rings_at", by=by, at=at)
    return alert


@transaction.atomic
def hold(*, alert: Alert, why: str, until: datetime | None, by: Actor, at: datetime) -> Alert:
    """Quiet until then, for a reason of the list."""
    access.require(by, AlertsVerb.ANSWER, alert)
    if why not in hold_reasons():
        raise Refused(_("Choose the reason."), field="why")
    if until is None or until <= at:
        raise Refused(_("Say until when, from now on."), field="until")
    if until > at + LONGEST:
        raise Refused(_("A month at most: then somebody looks again."), field="until")
    alert = _locked(alert)
    if alert.state not in (AlertState.OPEN, AlertState.ACKNOWLEDGED):
        raise Refused(_("This is over, or was given time: look again."))
    alert.why, alert.rings_at, alert.taken_by_id, alert.taken_at = why, until, by.member_id, at
    _move(alert, "hold", "why", "rings_at", "taken_by", "taken_at", reason=why, by=by, at=at)
    return alert


@transaction.atomic
def end(*, alert: Alert, by: Actor, at: datetime) -> Alert:
    """Its cause is gone."""
    access.require(by, AlertsVerb.ANSWER, alert)
    alert = _locked(alert)
    if alert.state != AlertState.ENDED:
        alert.ended_at, alert.rings_at = at, None
        _move(alert, "end", "ended_at", "rings_at", by=by, at=at)
    return alert


@transaction.atomic
def deliver(*, notice: Notice, by: Actor, at: datetime) -> None:
    """It came: a screen showed it, a mail server took it."""
    if _moved(notice, "deliver", by=by, at=at, delivered_at=at, fault=""):
        _tell(notice, "deliver", by=by, at=at)


@transaction.atomic
def spare(*, notice: Notice, by: Actor, at: datetime) -> None:
    """Somebody answered before it left: it is not sent."""
    if _moved(notice, "spare", by=by, at=at):
        _tell(notice, "spare", by=by, at=at)


@transaction.atomic
def fail(*, notice: Notice, fault: str, by: Actor, at: datetime) -> None:
    """It did not come; `fault` is the kind of the error."""
    if _moved(notice, "fail", by=by, at=at, reason=fault, fault=fault[:80]):
        _tell(notice, "fail", by=by, at=at)


def _moved(notice: Notice, verb: str, *, by: Actor, at: datetime, reason: str = "", **values: object) -> bool:
    source = notice.state
    if not NOTICE.allows(source, verb):
        return False
    target = workflow.target(NOTICE, source, verb, reason=reason)
    if not Notice.objects.filter(pk=notice.pk, state=source).update(state=target, **values):
        return False
    notice.state = target
    workflow.keep(notice, NOTICE, verb, source=source, by=by, at=at, reason=reason)
    return True


def _tell(notice: Notice, verb: str, *, by: Actor, at: datetime) -> None:
    event = facts.NoticeMoved(
        alert_id=notice.alert_id, notice_id=notice.pk, verb=verb, state=NoticeState(notice.state)
    )
    events.publish(event, by=by, at=at)


def _last_rings(alert: Alert) -> int:
    return alert.notices.filter(step=alert.step, channel=Channel.SCREEN).values("at").distinct().count()


def _locked(alert: Alert) -> Alert:
    return Alert.objects.select_for_update(of=("self",)).select_related("taken_by").get(pk=alert.pk)


def _move(alert: Alert, verb: str, *fields: str, by: Actor, at: datetime, reason: str = "") -> None:
    workflow.move(alert, ALERT, verb, by=by, at=at, reason=reason)
    alert.save_checked("state", *fields)
    events.publish(facts.AlertMoved(alert_id=alert.pk, verb=verb, state=alert.state), by=by, at=at)

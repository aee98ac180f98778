"""Every write of a round: planned, started, counted, ended."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jaras.governance.models import Member, actor_of
from jaras.governance.queries import member_of
from jaras.governance.roles import watch_changes
from jaras.intake import actions as intake
from jaras.intake.models import Report
from jaras.kernel import access, events, text, workflow
from jaras.kernel.actor import Actor, Scope
from jaras.kernel.refusal import Refused
from jaras.rounds import events as facts
from jaras.rounds.lists import counted, ways
from jaras.rounds.models import SPOT, WORD, Round, RoundReport, RoundStop, RoundTally
from jaras.rounds.rules import COUNTED, ROUND, ROUTE_OPEN, RoundState, RoundsVerb, TallyKind, day_of
from jaras.territory.models import Place


@transaction.atomic
def plan_round(
    *, starts_at: datetime, way: str, leader: Member, team: Sequence[Member] = (), by: Actor, at: datetime
) -> Round:
    """A night, a team; its route is written stop by stop."""
    access.require(by, RoundsVerb.PLAN)
    if way not in ways():
        raise Refused(_("Say how the team goes."), field="way")
    if not actor_of(leader).can(RoundsVerb.WORK):
        raise Refused(_("%(name)s cannot lead a round.") % {"name": leader.called}, field="leader")
    everybody = {leader.pk, *(member.pk for member in team)}
    if by.scope(RoundsVerb.PLAN) is not Scope.ALL and by.member_id not in everybody:
        raise Refused(_("You plan rounds on which you go yourself."), field="team")
    made = Round.objects.create(
        service_day=day_of(timezone.localtime(starts_at), watch_changes),
        starts_at=starts_at,
        way=way,
        leader=leader,
    )
    made.members.set(team)
    events.publish(facts.RoundPlanned(round_id=made.pk, leader_id=leader.pk), by=by, at=at)
    return made


@transaction.atomic
def add_stop(
    *,
    round: Round,
    place: Place | None = None,
    place_text: str = "",
    planned_at: datetime | None = None,
    by: Actor,
    at: datetime,
) -> RoundStop:
    """One more stop, before the round or on the way."""
    access.require(by, RoundsVerb.WORK, round)
    if round.state not in ROUTE_OPEN:
        raise Refused(_("This round is over: its route does not change any more."))
    spot = text.within(place_text, limit=SPOT, field="place_text")
    if place is None and not spot:
        raise Refused(_("Choose a place, or write where it is."), field="place_text")
    stop = RoundStop.objects.create(
        round=round, place=place, place_text="" if place else spot, planned_at=planned_at
    )
    events.publish(facts.StopAdded(round_id=round.pk, stop_id=stop.pk), by=by, at=at)
    return stop


@transaction.atomic
def start(*, round: Round, by: Actor, at: datetime) -> Round:
    """The team leaves; a round that begins on another service day than planned is counted on that one."""
    access.require(by, RoundsVerb.WORK, round)
    day = day_of(timezone.localtime(at), watch_changes)
    return _move(round, "start", by=by, at=at, started_at=at, service_day=day)


@transaction.atomic
def cancel(*, round: Round, by: Actor, at: datetime) -> Round:
    """It does not take place."""
    access.require(by, RoundsVerb.PLAN, round)
    return _move(round, "cancel", by=by, at=at)


@transaction.atomic
def end(*, round: Round, word: str = "", by: Actor, at: datetime) -> Round:
    """The team is back, with a word for those who go next."""
    access.require(by, RoundsVerb.WORK, round)
    round.word = text.within(word, limit=WORD, field="word")
    sealed = Round._meta.get_field("word").pre_save(round, False)
    return _move(round, "end", by=by, at=at, ended_at=at, word=sealed)


@transaction.atomic
def reach(*, stop: RoundStop, by: Actor, at: datetime) -> RoundStop:
    """The team is there; the first hour stays, whoever presses again."""
    access.require(by, RoundsVerb.WORK, stop)
    if stop.round.state != RoundState.UNDER_WAY:
        raise Refused(_("Start the round first."))
    if RoundStop.objects.filter(pk=stop.pk, reached_at=None).update(reached_at=at):
        events.publish(facts.StopReached(round_id=stop.round_id, stop_id=stop.pk), by=by, at=at)
    stop.refresh_from_db(fields=["reached_at"])
    return stop


@transaction.atomic
def count(*, stop: RoundStop, kind: str, code: str, token: str, by: Actor, at: datetime) -> RoundTally:
    """One more; a press that arrives twice is one."""
    _require_counting(stop, kind, code, by)
    return _tally(stop, kind, code, token, None, by=by, at=at)


@transaction.atomic
def take_back(*, stop: RoundStop, kind: str, code: str, token: str, by: Actor, at: datetime) -> RoundTally:
    """The last one was wrong: a row says so, the first stays."""
    _require_counting(stop, kind, code, by)
    rows = RoundTally.objects.filter(stop=stop, kind=kind, code=code, number=1, corrected=None)
    wrong = rows.order_by("-id").first()
    if wrong is None:
        raise Refused(_("Nothing is counted there."))
    return _tally(stop, kind, code, token, wrong, by=by, at=at)


@transaction.atomic
def report_met(*, stop: RoundStop, token: str, words: str = "", by: Actor, at: datetime) -> Report:
    """Somebody met becomes a report that carries the stop; one press is enough, twice is once."""
    access.require(by, RoundsVerb.WORK, stop)
    if stop.round.state not in COUNTED:
        raise Refused(_("Start the round first."))
    said = text.cleaned(words) or str(
        _("Somebody met on a round, %(where)s, at %(hour)s.")
        % {"where": stop.called, "hour": f"{timezone.localtime(at):%H:%M}"}
    )
    report = intake.receive(
        channel="MARAUDE",
        external_id=f"round-{stop.pk}-{token}",
        words=said,
        place=stop.place,
        commune=stop.place.commune if stop.place else None,
        place_text=stop.place_text,
        by=by,
        at=at,
    ).report
    _link, new = RoundReport.objects.get_or_create(report=report, defaults={"stop": stop, "at": at})
    if new:
        told = facts.RoundReported(round_id=stop.round_id, stop_id=stop.pk, report_id=report.pk)
        events.publish(told, by=by, at=at)
    return report


def _require_counting(stop: RoundStop, kind: str, code: str, by: Actor) -> None:
    access.require(by, RoundsVerb.WORK, stop)
    if stop.round.state not in COUNTED:
        raise Refused(_("Start the round first."))
    if kind not in set(TallyKind) or code not in counted(kind):
        raise Refused(_("This value is not in the list."), field="code")


def _tally(
    stop: RoundStop, kind: str, code: str, token: str, wrong: RoundTally | None, *, by: Actor, at: datetime
) -> RoundTally:
    if (earlier := RoundTally.objects.filter(token=token).first()) is not None:
        return earlier
    me = member_of(by)
    try:
        with transaction.atomic():
            tally = RoundTally.objects.create(
                stop=stop,
                kind=kind,
                code=code,
                number=-1 if wrong else 1,
                corrects=wrong,
                token=token,
                by=me,
                at=at,
            )
    except IntegrityError:  # the same press, or another hand took the same one back
        earlier = RoundTally.objects.filter(token=token).first()
        if earlier is None:
            raise Refused(_("Somebody has just taken this one back.")) from None
        return earlier
    told = facts.RoundCounted(
        round_id=stop.round_id, tally_id=tally.pk, kind=kind, code=code, corrects=wrong.pk if wrong else None
    )
    events.publish(told, by=by, at=at)
    return tally


def _move(round: Round, verb: str, *, by: Actor, at: datetime, **values: object) -> Round:
    source = round.state
    if not ROUND.allows(source, verb):
        raise Refused(_("This round has moved on meanwhile: look again."))
    target = workflow.target(ROUND, source, verb)
    if not Round.objects.filter(pk=round.pk, state=source).update(state=target, **values):
        raise Refused(_("This round has moved on meanwhile: look again."))
    round.refresh_from_db()
    workflow.keep(round, ROUND, verb, source=source, by=by, at=at)
    events.publish(facts.RoundMoved(round_id=round.pk, verb=verb), by=by, at=at)
    return round

"""From somebody's words to a report: drafted, then taken by a member."""

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict, Unpack

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jaras.intake import events as facts
from jaras.intake import queries
from jaras.intake.actions.counting import count
from jaras.intake.actions.duties import raise_duties
from jaras.intake.actions.keeping import NotKept
from jaras.intake.actions.naming import register_described
from jaras.intake.actions.placing import POINT, columns, say_point, settle
from jaras.intake.actions.sealing import close, told
from jaras.intake.lists import channels, report_kinds, urgency_levels
from jaras.intake.models import Assessment, Report
from jaras.intake.rules import tracking
from jaras.intake.rules.further import LIMITS
from jaras.intake.rules.states import REPORT, IntakeVerb, ReportState, respond_by, urgency_rank
from jaras.kernel import access, events, idempotency, keys, search, telephones, text, workflow
from jaras.kernel.actor import Actor, Scope
from jaras.kernel.keys.sealing import written_anew
from jaras.kernel.models import Level
from jaras.kernel.refusal import Refused
from jaras.partners.models import Organisation
from jaras.territory.models import Commune, Place

WORDS = 20_000


class Heard(TypedDict, total=False):
    """What a report may say, whatever its channel; nothing is obligatory but the words."""

    words: str
    who: str
    who_further: dict[str, str]
    place_text: str
    commune: Commune | None
    place: Place | None
    latitude: float | None
    longitude: float | None
    kind: str
    urgency: str
    reporter_name: str
    reporter_telephone: str
    reporter_email: str
    anonymous: bool
    organisation: Organisation | None
    registry_number: str
    language: str


class Said(Heard, total=False):
    """The same with its channel."""

    channel: str


@dataclass(frozen=True)
class Taken:
    """A report that is now in the house; the code is shown once, only its digest is kept."""

    report: Report
    code: str
    refused: tuple[NotKept, ...] = ()


@transaction.atomic
def save_draft(
    *, draft: Report | None, by: Actor, at: datetime, key: str = "", **said: Unpack[Said]
) -> Report:
    """Keep what is being typed; only its writer sees it. One `key` is one draft, then one report."""
    access.require(by, IntakeVerb.TAKE, draft)
    draft = draft or draft_of(by, key)
    report = draft or Report(received_at=at, taken_by_id=by.member_id, state=ReportState.DRAFT)
    if report.state != ReportState.DRAFT:
        raise Refused(_("This report has been taken already."))
    say(report, said)
    report.channel = report.channel or "TEL"
    with keys.at_hand(report):
        report.save()
    if draft is None:
        idempotency.remember("take", f"draft:{key}" if key else "", report.pk, at=at)
        events.publish(facts.DraftSaved(report_id=report.pk), by=by, at=at)
    return report


def draft_of(by: Actor, key: str) -> Report | None:
    """What this member wrote under `key` so far, be it a draft or a report already."""
    known = idempotency.earlier("take", key, f"draft:{key}") if key else None
    return Report.objects.filter(pk=known, taken_by_id=by.member_id).first() if known else None


@transaction.atomic
def drop_draft(*, draft: Report, by: Actor, at: datetime) -> None:
    """Set a draft aside: it was begun by mistake."""
    access.require(by, IntakeVerb.TAKE, draft)
    if draft.state != ReportState.DRAFT:
        raise Refused(_("This report has been taken already."))
    workflow.move(draft, REPORT, "withdraw", by=by, at=at, reason="draft")
    draft.save_checked("state")
    events.publish(facts.ReportMoved(report_id=draft.pk, verb="withdraw", state=draft.state), by=by, at=at)


def take(
    *,
    by: Actor,
    at: datetime,
    draft: Report | None = None,
    key: str = "",
    sealed: str = "",
    **said: Unpack[Said],
) -> Taken:
    """A member takes a report: theirs to hold if they may respond, else waiting for the watch.

    `key` makes a double click harmless: the second call gives the first one's report, without code.
    `sealed` names a compartment: nobody outside it sees the report for a moment.
    """
    access.require(by, IntakeVerb.TAKE, draft)
    draft = draft or draft_of(by, key)
    if draft is not None and draft.state != ReportState.DRAFT:
        return Taken(draft, "")
    report = draft or Report(state=ReportState.DRAFT)
    report.received_at, report.taken_by_id = at, by.member_id
    say(report, said)
    if by.scope(IntakeVerb.TAKE) is Scope.ORGANISATION:
        report.organisation_id = by.organisation_id
    if by.scope(IntakeVerb.RESPOND) is Scope.ALL:
        report.claimed_by_id, report.claimed_at = by.member_id, at
    proposed = propose(report, urgency_said=bool(said.get("urgency")))
    if sealed:
        close(report, sealed)
    try:
        with transaction.atomic():
            code = enter(report, proposed, by=by, at=at)
            idempotency.remember("take", key, report.pk, at=at)
    except IntegrityError:
        if (first := idempotency.earlier("take", key)) is None:
            raise
        return Taken(Report.objects.get(pk=first), "")
    return Taken(report, code)


def propose(report: Report, *, urgency_said: bool) -> queries.Proposed:
    """Read the words before the write begins: no transaction waits for it."""
    if not report.words:
        raise Refused(_("Write what is happening: a few words are enough."), field="words")
    proposed = queries.proposed(report)
    values = proposed.values
    for name in ("target_groups", "needs", "poles", "perceptions"):
        setattr(report, name, values[name])
    report.kind = report.kind or values["kind"]
    if not urgency_said:
        report.urgency = values["urgency"]
    if report.commune_id is None and report.place_id is None:
        report.commune_id = queries.commune_in_territory(values["commune_code"])
    report.urgency_rank = urgency_rank(report.urgency)
    report.respond_by = respond_by(report.urgency, report.received_at)
    return proposed


def enter(report: Report, proposed: queries.Proposed, *, by: Actor, at: datetime, code: str = "") -> str:
    """The one way in: keep, count, tell; gives the code for the reporter, a fresh one unless it is given."""
    code = code or tracking.fresh_code()
    report.tracking_digest = tracking.digest(code)
    source = report.state
    report.state = workflow.target(REPORT, source, "receive")
    written_anew(report)
    settle(report)
    with keys.at_hand(report) if report.level != Level.ORDINARY else nullcontext():
        report.save(force_insert=report.pk is None)
    workflow.keep(report, REPORT, "receive", source=source, by=by, at=at)
    Assessment.objects.create(
        report=report,
        proposed=proposed.values,
        reasons=proposed.reasons,
        policy=queries.policy_version(),
        at=at,
    )
    raise_duties(report, proposed.values["legal_duties"], by=by, at=at)
    register_described(report, by=by, at=at)
    count(report, 1)
    index(report, fresh=True)
    if report.reporter_telephone:
        telephones.index("report", report.pk, report.reporter_telephone, fresh=True)
    events.publish(
        facts.ReportReceived(
            report_id=report.pk,
            channel=report.channel,
            urgency=report.urgency,
            flagged=report.flagged,
            claimed=report.claimed_by_id is not None,
            mail=bool(report.reporter_email),
        ),
        by=by,
        at=at,
    )
    if report.level != Level.ORDINARY:
        told(report, by=by, at=at)
    return code


@transaction.atomic
def amend(*, report: Report, by: Actor, at: datetime, **said: Unpack[Said]) -> Report:
    """Correct or complete; raises `Conflict` when somebody else saved meanwhile."""
    access.require(by, IntakeVerb.TRIAGE, report)
    say(report, said)
    if not report.words:
        raise Refused(_("Write what is happening: a few words are enough."), field="words")
    fields = tuple(said)
    report.save_checked(*{*columns(said), *settle(report)})
    index(report)
    if "reporter_telephone" in said:
        telephones.index("report", report.pk, report.reporter_telephone)
    events.publish(facts.ReportAmended(report_id=report.pk, fields=fields), by=by, at=at)
    return report


def index(report: Report, *, fresh: bool = False) -> None:
    sealed = report.level != Level.ORDINARY
    search.index("report", report.pk, report.words, report.who, report.place_text, fresh=fresh, sealed=sealed)


def further(said: Mapping[str, str]) -> dict[str, str]:
    """What more is said of the person concerned, what is empty left out."""
    kept = {name: text.within(said.get(name, ""), limit=limit, field=name) for name, limit in LIMITS.items()}
    return {name: value for name, value in kept.items() if value}


def say(report: Report, said: Said) -> None:
    """Put what was said on the report, each field checked."""
    for name, value in said.items():
        if name in POINT:
            continue
        if name == "words":
            value = text.within(str(value), limit=WORDS, field="words")
        elif isinstance(value, str):
            limit = getattr(Report._meta.get_field(name), "max_length", None) or 200
            value = text.within(value, limit=limit, field=name)
        elif name == "who_further":
            value = further(said["who_further"])
        setattr(report, name, value)
    for name, known in (("channel", channels()), ("kind", report_kinds()), ("urgency", urgency_levels())):
        if getattr(report, name) and getattr(report, name) not in known:
            raise Refused(_("This value is not in the list."), field=name)
    if report.reporter_email:
        text.require_email(report.reporter_email, field="reporter_email")
    if report.anonymous:
        report.reporter_name = ""
    if "latitude" in said or "longitude" in said:
        say_point(report, said.get("latitude"), said.get("longitude"))
    if report.place is not None:
        report.commune_id = report.place.commune_id

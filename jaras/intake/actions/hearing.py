"""What a recording says, written down by somebody who listened."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.cases.rules import Entry
from jaras.intake import events as facts
from jaras.intake import queries
from jaras.intake.actions.duties import raise_duties
from jaras.intake.actions.growing import grow
from jaras.intake.actions.taking import WORDS, index
from jaras.intake.actions.timeline import tell
from jaras.intake.models import Assessment, Message, Report
from jaras.intake.rules.states import IntakeVerb
from jaras.kernel import access, events, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused

PROPOSED = ("target_groups", "needs", "poles", "perceptions")


@transaction.atomic
def write_down(*, report: Report, message: Message | None, words: str, by: Actor, at: datetime) -> None:
    """The words of a message that was spoken; they are the report's where it had none.

    A recording that belongs to no message of its own adds its words to the report's. What is proposed is
    proposed anew from them, unless somebody decided already; a graver urgency is taken over, a lighter one
    is left to whoever decides.
    """
    access.require(by, IntakeVerb.RESPOND, report)
    words = text.within(words, limit=WORDS, field="words")
    if not words:
        raise Refused(_("Write what is said in the recording."), field="words")
    report = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    alone = message is None or report.words == message.text
    if message is None:
        report.words = f"{report.words}\n{words}"[:WORDS]
    elif alone:
        report.words = words
    if message is not None:
        message.text = words
        message.save(update_fields=["text"])
    if alone:
        _propose_anew(report, by=by, at=at)
    else:
        tell(report, Entry.REPORT, by=by, at=at, words=words, data={"channel": report.channel})
        grow(report, queries.urgency_of(words, at=at), at=at)
    events.publish(
        facts.MessageWrittenDown(report_id=report.pk, message_id=message.pk if message else None),
        by=by,
        at=at,
    )


def _propose_anew(report: Report, *, by: Actor, at: datetime) -> None:
    proposed = queries.proposed(report, heard_at=at)
    columns = ["words"]
    if report.confirmed_at is None:
        for name in PROPOSED:
            setattr(report, name, proposed.values[name])
        report.kind = proposed.values["kind"]
        columns += [*PROPOSED, "kind"]
        if report.commune_id is None and report.place_id is None:
            report.commune_id = queries.commune_in_territory(proposed.values["commune_code"])
            columns.append("commune_id")
        assessment = Assessment.objects.get(report=report)
        assessment.proposed, assessment.reasons = proposed.values, proposed.reasons
        assessment.policy = queries.policy_version()
        assessment.save()
    report.save_checked(*columns)
    index(report)
    known = set(report.duties.values_list("code", flat=True))
    asked = [code for code in proposed.values["legal_duties"] if code not in known]
    raise_duties(report, asked, by=by, at=at)
    grow(report, proposed.values["urgency"], at=at)

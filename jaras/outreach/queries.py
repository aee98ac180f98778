"""What reporters may read."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import get_language

from jaras.cases.models import Case
from jaras.intake.models import Duty, Report
from jaras.intake.rules.states import DutyState
from jaras.kernel.models import Level
from jaras.outreach.lists import answers
from jaras.outreach.models import Answer
from jaras.outreach.rules import Knowledge, tellable


@dataclass(frozen=True)
class Told:
    """One answer as its reader sees it."""

    at: datetime
    sentence: str
    own_words: bool


def answers_for_reporter(report: Report) -> list[Told]:
    """Every answer that may still be told: what we learnt since may have made one dangerous."""
    said = list(Answer.objects.filter(report=report))
    known = knowledge(report)
    return [
        Told(each.at, sentence(each, get_language() or "fr"), own_words=bool(each.text))
        for each in said
        if each.text or tellable(answers()[each.code], known)
    ]


def sentence(answer: Answer, language: str) -> str:
    """Words of our own, else the reviewed sentence in this language."""
    return answer.text or answers()[answer.code].name(language)


def spoken(answer: Answer, language: str) -> str:
    """What may be said of it where somebody else may read along; nothing of a sensitive event."""
    known = knowledge(answer.report)
    if known.sensitive:
        return ""
    return sentence(answer, language) if answer.text or tellable(answers()[answer.code], known) else ""


def may_tell(report: Report, code: str) -> bool:
    return tellable(answers()[code], knowledge(report))


def knowledge(report: Report) -> Knowledge:
    """What is known of this event, whichever of the joined reports or cases knows it."""
    first = report.joined_to_id or report.pk
    event = Report.objects.filter(Q(pk=first) | Q(joined_to=first))
    rows = list(event.values_list("target_groups", "level"))
    cases = Case.objects.filter(outcomes__report__in=event, outcomes__undone_at=None)
    rows += list(cases.values_list("target_groups", "level"))
    duties = Duty.objects.filter(report__in=event).exclude(state=DutyState.NOT_DONE)
    return Knowledge(
        target_groups=frozenset(group for groups, _level in rows for group in groups),
        duties=frozenset(duties.values_list("code", flat=True)),
        restricted=any(level != Level.ORDINARY for _groups, level in rows),
    )

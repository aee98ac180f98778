"""One item of one session on paper: the question, who was there, what was decided, who does what."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from jaras.committees import queries
from jaras.committees.models import SessionItem
from jaras.committees.rules import Answer
from jaras.governance.models import Member
from jaras.governance.queries import ballots
from jaras.governance.rules.ballots import Method
from jaras.kernel.actor import Actor
from jaras.territory import queries as territory
from jaras.web.committees import words
from jaras.web.shell import moments, paper

TEMPLATE = Path(__file__).parent / "session.typ"


def pdf(item: SessionItem, actor: Actor, *, language: str, at: datetime, by: Member) -> bytes:
    return paper.pdf(TEMPLATE, said_by(item, actor, language=language, at=at, by=by))


def said_by(item: SessionItem, actor: Actor, *, language: str, at: datetime, by: Member) -> dict[str, Any]:
    """Every word of the sheet, in this language; what people wrote stays as they wrote it."""
    with translation.override(language):
        place, session = territory.installation(), item.session
        seats = queries.seats_of(item)
        return {
            "language": language,
            "province": place.province.name if place else "",
            "cell": (place.cell_name if place else "") or _("The Social Vigilance Cell"),
            "title": session.committee.called,
            "when": moments.exact(session.opened_at or session.starts_at),
            "state": str(words.SESSIONS[session.state][0]),  # type: ignore[index]
            "texts": [
                {"title": _("What the committee was told"), "said": item.summary},
                {"title": _("What was asked"), "said": item.question},
            ],
            "there_title": _("Who was there"),
            "seats": [
                {
                    "institution": each.seat.called,
                    "name": each.mandate.member.called if each.mandate else "",
                    "answer": str(words.ANSWERS[Answer(each.answer)][0]),
                    "there": each.answer == Answer.PRESENT,
                }
                for each in seats
            ],
            "votes": [_vote(ballot) for ballot in queries.ballots_of(item, actor)],
            "decision": {"title": _("What was decided"), "said": item.decision or _("No decision.")},
            "promises_title": _("Who does what"),
            "promises": [
                {
                    "institution": each.seat.called,
                    "what": each.words,
                    "when": moments.day(each.bell.due_at),
                }
                for each in queries.undertakings(item)
            ],
            "signature": _("Signature"),
            "printed": _("Printed on %(day)s by %(name)s")
            % {"day": moments.exact(timezone.localtime(at).date()), "name": by.called},
            "warning": _("For the file alone: not copied, not sent on."),
            "page": _("page"),
        }


def _vote(ballot: Any) -> dict[str, str]:
    result = ballots.result_of(ballot)
    said = ""
    if result is not None:
        said = _(
            "%(verdict)s: %(why)s. For %(votes_for)d, against %(against)d, abstentions %(abstained)d."
        ) % {
            "verdict": _("Adopted") if result.adopted else _("Not adopted"),
            "why": words.WHY[result.why],
            "votes_for": result.votes_for,
            "against": result.against,
            "abstained": result.abstained,
        }
    method = words.METHODS[Method(ballot.method)]
    return {"title": ballot.question, "method": str(method), "said": said}

"""What opens under a report: whom to join, call back, send to, link, name."""

from typing import Any

from django.http import Http404
from django.utils import timezone

from jaras.cases import queries as cases
from jaras.governance.models import Member
from jaras.governance.roles import verbs_of
from jaras.intake import queries
from jaras.intake.models import Report
from jaras.intake.rules.states import IntakeVerb
from jaras.kernel import reading
from jaras.partners.models import Organisation
from jaras.people import queries as people
from jaras.web.shell.matching import marks, why
from jaras.web.shell.request import Request

SEARCH_LIMIT, MOST_FOUND, MOST_NAMES = 120, 12, 300
OF_STEP = {
    "join": "join",
    "hand": "send",
    "refer": "send",
    "link": "link",
    "person": "person",
    "register": "person",
    "callback": "callback",
}


SEARCHED = {"join": ("report", "rows"), "link": ("case", "cases"), "person": ("person", "people")}


def read(request: Request, report: Report, name: str) -> dict[str, Any]:
    """What the panel shows; what is sought comes with the address."""
    words = request.GET.get("q", "")[:SEARCH_LIMIT]
    shown = _found(request, report, name, words)
    if words and name in SEARCHED:
        subject, kind = SEARCHED[name]
        reading.searched(subject, words, len(shown[kind]), by=request.actor, at=timezone.now())
    return {"panel": name, "words": words, **shown}


def _found(request: Request, report: Report, name: str, words: str) -> dict[str, Any]:
    actor = request.actor
    if name == "join":
        rows = queries.found(actor, words, most=MOST_FOUND) if words else queries.recent_open(actor)
        return {"rows": [each for each in rows if each.pk != report.pk and each.joined_to_id is None]}
    if name == "send":
        colleagues = Member.objects.visible_to(actor).active().exclude(pk=actor.member_id or 0)[:MOST_NAMES]
        return {
            "colleagues": [row for row in colleagues if IntakeVerb.RESPOND in verbs_of(tuple(row.roles))],
            "organisations": list(Organisation.objects.visible_to(actor).active()[:MOST_NAMES]),
        }
    if name == "link":
        return {"cases": cases.found(actor, words, most=MOST_FOUND) if words else []}
    if name == "person":
        found = people.searched(actor, words, most=MOST_FOUND).matches if words else ()
        return {"people": found, "marks": marks, "because": why}
    if name == "callback":
        return {}
    raise Http404

"""Is the person whom a report describes already known?"""

import re
from datetime import date

from jaras.intake.models import Report
from jaras.intake.rules.described import described
from jaras.kernel.actor import Actor
from jaras.people import queries as people
from jaras.people.queries import Candidate
from jaras.people.rules import PeopleVerb
from jaras.people.rules.identity.described import Born

LEAST_LIKELY = 0.02  # who is less likely is not worth a look at night
_AFTER_THE_NAME = re.compile(r"[,;:.(~\d]|\s-\s")


def known_already(report: Report, actor: Actor, *, on: date) -> list[Candidate]:
    """Whom the words «who» may mean, the likeliest first; nobody where they name nobody.

    The telephone of whoever reports counts: many call for themselves, or for whom they live with.
    """
    said = described(report.who) if report.who else None
    if said is None or not actor.can(PeopleVerb.READ):
        return []
    name = _AFTER_THE_NAME.split(report.who, maxsplit=1)[0] if said.given_name or said.arabic_name else ""
    if not name.strip() and not report.reporter_telephone:
        return []
    about = people.about(
        full=name,
        sex=str(said.sex),
        born=Born.from_age(said.age_about, said_on=on) if said.age_about is not None else None,
        commune=report.commune_id or "",
        telephone=report.reporter_telephone,
    )
    return [each for each in people.known(actor, about) if each.probability >= LEAST_LIKELY]

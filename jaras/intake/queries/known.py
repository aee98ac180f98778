"""Is the person whom a report describes already known?"""

from datetime import date

from jaras.intake.models import Report
from jaras.intake.rules.described import described
from jaras.intake.rules.further import Lived, lived
from jaras.kernel.actor import Actor
from jaras.people import queries as people
from jaras.people.queries import LEAST_LIKELY, Candidate
from jaras.people.rules import PeopleVerb
from jaras.people.rules.identity.described import Born


def known_already(report: Report, actor: Actor, *, on: date) -> list[Candidate]:
    """Whom the report may mean, the likeliest first; nobody where it names nobody, nor a telephone.

    The telephone of whoever reports counts: many call for themselves, or for whom they live with.
    """
    said, more = described(report.who), report.who_further
    if (said is None and not more) or not actor.can(PeopleVerb.READ):
        return []
    name, arabic = said.name if said else "", more.get("arabic_name", "")
    telephones = [report.reporter_telephone, more.get("telephone", "")]
    if not (name or arabic or any(telephones)):
        return []
    about = people.about(
        full=name,
        arabic=arabic,
        father=more.get("father_name", ""),
        sex=str(said.sex) if said else "",
        born=_born(lived(more.get("born", ""), on=on), said.age_about if said else None, on=on),
        commune=report.commune_id or "",
        telephone=" / ".join(filter(None, telephones)),
    )
    return [each for each in people.known(actor, about) if each.probability >= LEAST_LIKELY]


def _born(said: Lived, about: int | None, *, on: date) -> Born | None:
    if said.birth.on is not None:
        return Born.on(said.birth.on, guessed=said.birth.guessed)
    if said.birth.year is not None:
        return Born(said.birth.year, guessed=said.birth.guessed)
    age = about if said.age is None else said.age
    return None if age is None else Born.from_age(age, said_on=on)

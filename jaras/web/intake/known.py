"""While a report is typed: who of those already known it may concern, with three answers."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from jaras.intake import actions, queries
from jaras.intake.models import Report
from jaras.intake.rules.states import IntakeVerb
from jaras.kernel import reading
from jaras.people import actions as people
from jaras.people.models import Person
from jaras.people.queries import Candidate
from jaras.people.rules import PeopleVerb
from jaras.people.rules.linking import Source
from jaras.web.shell.matching import reason
from jaras.web.shell.request import Request

SAME, OTHER, UNSURE = "same", "other", "unsure"
ANSWER = "says_known_"
MOST_REASONS = 4


def proposed(request: Request, draft: Report) -> list[Candidate]:
    """Nobody for those who could not answer; what was shown leaves its row among the searches."""
    if not all(map(request.actor.can, (IntakeVerb.RESPOND, PeopleVerb.AMEND))):
        return []
    at = timezone.now()
    found = queries.known_already(draft, request.actor, on=timezone.localdate(at))
    if found:
        reading.searched("person", draft.who, len(found), by=request.actor, at=at)
    return found


def likely(candidate: Candidate) -> str:
    """How likely, in words with the number of ten: the exact share would say more than anybody knows."""
    if candidate.same:
        return _("Very likely the same person")
    of_ten = round(candidate.probability * 10)
    return _("Perhaps: %(number)s chances in 10") % {"number": of_ten} if of_ten else _("Hardly likely")


def weighed(candidate: Candidate) -> list[str]:
    """How likely, then the reasons that weigh most."""
    return [likely(candidate), *(reason(code) for code, _weight in candidate.reasons[:MOST_REASONS])]


def answers(typed: Mapping[str, str]) -> dict[int, str]:
    """The answer to each person who was shown."""
    found = {}
    for name, answer in typed.items():
        number = name.removeprefix(ANSWER)
        if name.startswith(ANSWER) and number.isascii() and number.isdecimal() and len(number) <= 18:
            found[int(number)] = answer
    return {pk: answer for pk, answer in found.items() if answer in (SAME, OTHER, UNSURE)}


def answer(request: Request, report: Report) -> None:
    """Each answer goes with the report: it concerns that person, or the question stays, or is settled."""
    said = answers(request.POST)
    described = report.persons.first()
    if not said or described is None:
        return
    by, at = request.actor, timezone.now()
    found = queries.known_already(report, by, on=timezone.localdate(at))
    likely = {each.person.pk: each for each in found}
    for person in Person.objects.visible_to(by).filter(pk__in=said).exclude(pk=described.pk).order_by("pk"):
        if said[person.pk] == SAME:
            actions.recognise(report=report, described=described, person=person, by=by, at=at)
            return  # whom the report described is that person: nothing is left to ask
        each = likely.get(person.pk)
        link = people.propose_link(
            one=described,
            two=person,
            probability=each.probability if each else 0.0,
            reasons=each.reasons if each else (),
            source=Source.INTAKE,
            by=by,
            at=at,
        )
        decide = people.refuse_link if said[person.pk] == OTHER else people.leave_unsure
        decide(link=link, by=by, at=at)

"""A report read, judged, placed, compared: the one door of the triage."""

from collections.abc import Iterable

from jaras.intake.rules.triage import doubles, judging, places
from jaras.intake.rules.triage.facts import facts_of, with_circumstances
from jaras.intake.rules.triage.gazetteer import Gazetteer
from jaras.intake.rules.triage.model import Incoming, OpenReport, Proposal, Proposals


def propose(incoming: Incoming, gazetteer: Gazetteer, open_reports: Iterable[OpenReport] = ()) -> Proposals:
    """All proposals for a report, each with its reasons; pure, the same words give the same answer."""
    facts = with_circumstances(facts_of(incoming.text), incoming.received_at)
    kind = judging.kind(facts)
    place = places.place(incoming, facts, gazetteer)
    carrying = kind.value in judging.CARRYING_PUBLICS
    none: Proposal[tuple[str, ...]] = Proposal(())
    return Proposals(
        kind=kind,
        urgency=judging.urgency(facts, kind.value),
        target_groups=judging.several(facts, "target_groups") if carrying else none,
        needs=judging.several(facts, "needs") if carrying else none,
        poles=judging.several(facts, "poles") if carrying else none,
        place=place,
        perceptions=judging.several(facts, "perceptions"),
        legal_duties=judging.several(facts, "legal_duties"),
        duplicate_of=doubles.doubles(incoming, facts, kind.value, place.value, open_reports),
    )

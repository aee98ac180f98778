"""A report read, judged, placed, compared: the one door of the triage."""

from collections.abc import Iterable
from datetime import datetime

from jaras.intake.rules.triage import deciding, doubles, judging, likeness, places
from jaras.intake.rules.triage.facts import facts_of, with_circumstances
from jaras.intake.rules.triage.gazetteer import Gazetteer
from jaras.intake.rules.triage.model import Incoming, OpenReport, Proposal, Proposals


def propose(incoming: Incoming, gazetteer: Gazetteer, open_reports: Iterable[OpenReport] = ()) -> Proposals:
    """All proposals for a report, each with its reasons; pure, the same words give the same answer."""
    facts = with_circumstances(facts_of(incoming.text), incoming.received_at)
    scores = likeness.scores(facts)
    kind = deciding.kind(facts, scores)
    pressing = deciding.urgency(facts, kind.value, scores)
    place = places.place(incoming, facts, gazetteer)
    carrying = kind.value in judging.CARRYING_PUBLICS
    none: Proposal[tuple[str, ...]] = Proposal(())
    groups = deciding.target_groups(facts, scores) if carrying else none
    return Proposals(
        kind=kind,
        urgency=pressing,
        target_groups=groups,
        needs=judging.several(facts, "needs") if carrying else none,
        poles=deciding.poles(facts, scores) if carrying else none,
        place=place,
        perceptions=judging.several(facts, "perceptions"),
        legal_duties=deciding.legal_duties(facts, pressing.value, groups.value),
        duplicate_of=doubles.doubles(incoming, facts, place.value, open_reports),
    )


def urgency(words: str, received_at: datetime) -> Proposal[str]:
    """The urgency of `propose` alone: what is asked of each message that arrives."""
    facts = with_circumstances(facts_of(words), received_at)
    scores = likeness.scores(facts)
    return deciding.urgency(facts, deciding.kind(facts, scores).value, scores)

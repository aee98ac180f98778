"""The twenty invented examples of the domain: figures never below what the rules have reached."""

from datetime import datetime
from pathlib import Path

from jaras.intake.rules.triage import Gazetteer, Incoming, propose, urgency
from jaras.ops.evaluate import propose_all, read
from jaras.ops.scoring import score
from tests.intake.triage.gazetteers import khouribga

EXAMPLES = Path(__file__).with_name("examples.jsonl")
FLOORS = {
    "recall of IMMEDIAT": 1.0,
    "precision of IMMEDIAT": 1.0,
    "macro-F1 of urgency": 0.9,
    "macro-F1 of kind": 0.95,
    "F1 of publics": 0.75,
    "F1 of poles": 0.85,
    "recall of duplicates": 1.0,
    "duplicates proposed that are right": 1.0,
}


def test_the_examples_score_as_high_as_they_did() -> None:
    reports = read(EXAMPLES)
    figures = {figure.name: figure.value for figure in score(reports, propose_all(reports, khouribga()))}
    below = {name: figures[name] for name, floor in FLOORS.items() if (figures[name] or 0) < floor}
    assert below == {}


def test_labels_are_never_read_by_what_proposes() -> None:
    reports = read(EXAMPLES)
    bare = [{key: report[key] for key in ("id", "channel", "text", "received_at")} for report in reports]
    assert propose_all(reports, khouribga()) == propose_all(bare, khouribga())


def test_the_quartiers_of_the_town_are_not_known_without_being_imported() -> None:
    found = {row["id"]: row["commune_code"] for row in propose_all(read(EXAMPLES), khouribga())}
    assert found["EX-006"] is None
    assert found["EX-002"] == "05.311.01.07"


def test_the_urgency_that_is_asked_for_alone_is_that_of_the_whole() -> None:
    for report in read(EXAMPLES):
        incoming = Incoming(report["text"], report["channel"], datetime.fromisoformat(report["received_at"]))
        assert urgency(incoming.text, incoming.received_at) == propose(incoming, Gazetteer()).urgency

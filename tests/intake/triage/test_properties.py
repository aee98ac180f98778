"""Any text gets proposals: nothing crashes, nothing depends on chance, books are not read whole."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from jaras.intake.rules.triage import Incoming, OpenReport, Proposals, propose
from jaras.intake.rules.triage.reading import LONGEST
from tests.intake.triage.gazetteers import khouribga

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
WORDS = st.sampled_from(
    [
        "il",
        "ne",
        "respire",
        "plus",
        "pas",
        "sans",
        "80",
        "ans",
        "merci",
        "couteau",
        "Khouribga",
        "?",
        ".",
        ",",
    ]
    + [
        "ما",
        "كيجاوبش",
        "خريبكة",
        "الدم",
        "سنين",
        "٣",
        "lwalid",
        "ta7",
        "kayn",
        "3ndo",
        "\u202e",
        "\u0000",
        "😂",
    ]
)


def proposals(text: str) -> Proposals:
    return propose(
        Incoming(text, "WEB", NOON), khouribga(), [OpenReport("1", text, NOON, kind="SIGNALEMENT")]
    )


@settings(max_examples=150, deadline=None)
@given(st.text() | st.lists(WORDS, max_size=30).map(" ".join))
def test_any_text_gets_the_same_proposals_twice(text: str) -> None:
    found = proposals(text)
    assert found == proposals(text)
    every = (found.kind, found.urgency, found.target_groups, found.needs, found.poles, found.place)
    assert all(reason.words in text for proposal in every for reason in proposal.reasons)


def test_ten_megabytes_are_read_only_at_their_beginning() -> None:
    found = proposals("il ne respire plus. " + "mot " * 2_500_000)
    assert found.urgency.value == "IMMEDIAT"
    assert len("il ne respire plus. ") < LONGEST


def test_an_empty_text_proposes_little() -> None:
    found = proposals("")
    assert found.urgency.reasons == ()
    assert found.commune_code.value is None

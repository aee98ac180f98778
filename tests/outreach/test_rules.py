"""What may be said, whatever is known of the event."""

import pytest

from jaras.intake.rules.sensitive import SENSITIVE_DUTIES, SENSITIVE_GROUPS
from jaras.outreach.lists import answers
from jaras.outreach.rules import Knowledge, answer_to_outcome, tellable

ELDER = Knowledge(target_groups=frozenset({"PAI"}))
SENSITIVE = [
    *(Knowledge(target_groups=frozenset({"PAI", group})) for group in sorted(SENSITIVE_GROUPS)),
    *(
        Knowledge(target_groups=frozenset({"PAI"}), duties=frozenset({duty}))
        for duty in sorted(SENSITIVE_DUTIES)
    ),
    Knowledge(target_groups=frozenset({"PAI"}), restricted=True),
]
ALWAYS = {"received", "in_hand", "followed", "informed", "referred", "grievance", "idea", "closed"}


def told(known: Knowledge) -> set[str]:
    return {item.code for item in answers() if tellable(item, known)}


def test_of_somebody_to_protect_the_reporter_learns_that_we_know_never_what_we_do() -> None:
    assert [told(known) for known in SENSITIVE] == [ALWAYS] * len(SENSITIVE)


def test_of_others_everything_reviewed_may_be_told() -> None:
    assert told(ELDER) == set(answers().codes())


def test_what_became_of_somebody_waits_until_it_is_known_who_they_are_not() -> None:
    assert told(Knowledge()) == ALWAYS | {"help_called", "team_sent"}


def test_an_unfounded_report_is_told_to_nobody() -> None:
    assert answer_to_outcome("unfounded") is None


@pytest.mark.parametrize("code", [item.code for item in answers()])
def test_no_reviewed_sentence_has_room_for_a_name_or_a_place(code: str) -> None:
    item = answers()[code]
    for sentence in (item.name_fr, item.name_ar, item.name_en):
        assert not set("%{}<>") & set(sentence)

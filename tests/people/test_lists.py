"""The coded lists about persons."""

from jaras.people.lists import likeness_reasons


def test_each_reason_says_for_which_side_it_speaks() -> None:
    assert {each["speaks_for"] for each in likeness_reasons()} == {"yes", "no", "neither"}

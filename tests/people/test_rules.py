"""How far somebody is known, what to call them."""

import pytest

from jaras.people.rules import Known, known


@pytest.mark.parametrize(
    ("given", "family", "arabic", "expected"),
    [
        ("Driss", "Alaoui", "", Known.KNOWN),
        ("", "", "إدريس العلوي", Known.KNOWN),
        ("Driss", "", "", Known.PARTLY),
        ("", "", "إدريس", Known.PARTLY),
        ("", "", "", Known.UNKNOWN),
    ],
)
def test_how_far_a_name_is_known(given: str, family: str, arabic: str, expected: Known) -> None:
    assert known(given_name=given, family_name=family, arabic_name=arabic) is expected


def test_a_nickname_is_part_of_a_name() -> None:
    assert known(given_name="", family_name="", arabic_name="", nickname="Lmarrakchi") is Known.PARTLY

"""How many text messages some words make: the numbers of GSM 03.38."""

import pytest

from jaras.channels.sms.parts import Size, parts, size


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", 0),
        ("x" * 160, 1),
        ("x" * 161, 2),
        ("x" * 306, 2),
        ("x" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("x" * 152 + "€" * 77, 3),  # the sign of two places does not begin in one message, end in the next
        ("ق" * 70, 1),
        ("ق" * 71, 2),
        ("ق" * 134, 2),
        ("ق" * 135, 3),
        ("🙂" * 35, 1),
        ("🙂" * 66, 2),
        ("🙂" * 67, 3),
        ("x" * 70 + "ê", 2),  # one sign outside the alphabet, and all take sixteen bits
    ],
)
def test_how_many_messages_words_make(words: str, expected: int) -> None:
    assert parts(words) == expected


def test_what_is_left_is_told_while_one_writes() -> None:
    assert size("Une femme à la gare, ÉTÉ [x]") == Size(parts=1, left=130, plain=True)
    assert size("شكرا " * 30) == Size(parts=3, left=51, plain=False)

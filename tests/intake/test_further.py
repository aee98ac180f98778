"""What more is said of the person concerned: an age or a birth is read where one stands."""

from datetime import date

import pytest

from jaras.intake.rules.further import Lived, lived
from jaras.people.rules import Birth

ON = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("46", Lived(age=46)),
        ("46 ans", Lived(age=46)),
        ("environ 46", Lived(age=46)),
        ("٤٦ سنة", Lived(age=46)),
        ("0", Lived(age=0)),
        ("1980", Lived(birth=Birth(year=1980))),
        ("~1980", Lived(birth=Birth(year=1980, guessed=True))),
        ("12/03/1980", Lived(birth=Birth(on=date(1980, 3, 12)))),
    ],
)
def test_an_age_or_a_birth_is_read(typed: str, found: Lived) -> None:
    assert lived(typed, on=ON) == found
    assert found.said


@pytest.mark.parametrize(
    "typed", ["", "vieux", "150", "999", "31/02/1980", "2090", "1700", "27/11/2026", "12 ou 13", "\x00", "👵"]
)
def test_the_rest_says_none_and_costs_nothing(typed: str) -> None:
    assert not lived(typed, on=ON).said

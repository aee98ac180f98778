"""How a word sounds is kept beside a key: it tells apart names of the same consonants, in both scripts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaras.people.rules.identity import ranking
from jaras.people.rules.identity.echoes import UNHEARD, both, echo, likeness, packed
from jaras.people.rules.identity.keys import readings
from jaras.people.rules.identity.leads import Lead
from jaras.people.rules.identity.postings import of_rows
from jaras.people.rules.names import units


def sounds(name: str) -> int:
    (word,) = units(name)
    return echo(word, readings(word)[0])


def points(asked: int, known: int) -> float:
    _keys, entries = of_rows([(1, 1, 0, packed(known, 0))])
    return float(likeness(np.array([asked], "<u4").view(np.uint8).reshape(-1, 4), entries["first"])[0])


@pytest.mark.parametrize(
    ("asked", "same", "other"),
    [
        ("Said", "Said", "Souad"),
        ("Saïd", "saied", "Saad"),
        ("سعيد", "سعيد", "سعاد"),
        ("Said", "سعيد", "سعاد"),
        ("إيمان", "Imen", "Amine"),
        ("Karim", "كريم", "كريمة"),
    ],
)
def test_the_same_name_is_nearer_than_one_of_its_consonants(asked: str, same: str, other: str) -> None:
    assert points(sounds(asked), sounds(same)) > points(sounds(asked), sounds(other))


def test_a_name_in_two_scripts_is_near_to_either() -> None:
    known = both(sounds("Said"), sounds("سعيد"))
    assert points(sounds("Said"), known) == points(sounds("سعيد"), known) > UNHEARD
    assert points(0, known) == points(sounds("Said"), 0) == pytest.approx(UNHEARD)


@given(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))
def test_two_words_are_packed_and_read_again(first: int, second: int) -> None:
    (_keys, entries) = of_rows([(1, 7, 3, packed(first, second))])
    assert entries["first"].tobytes() == first.to_bytes(4, "little")
    assert entries["second"].tobytes() == second.to_bytes(4, "little")


def test_each_word_counts_once_however_many_keys_lead_there() -> None:
    leads = [Lead(0, 3.0, 0, 1, 2.0, 0), Lead(0, 3.0, 0), Lead(1, 2.0, 0)]
    _keys, entries = of_rows([(1, 7, 0, 0), (2, 7, 0, 0), (3, 8, 0, 0), (2, 9, 0, 0)])
    persons, votes = ranking.votes(
        entries, np.array([0, 1, 2, 1]), leads, lambda traits: np.zeros(len(traits), np.float32)
    )
    assert dict(zip(persons.tolist(), votes.tolist(), strict=True)) == pytest.approx(
        {
            7: (3.0 + 2.0) * ranking.RARE + 2 * UNHEARD,
            8: 2.0 * ranking.RARE + UNHEARD,
            9: 3.0 * ranking.RARE + UNHEARD,
        }
    )
    assert list(ranking.first(persons, votes, 2)) == [7, 9]
    assert ranking.first(persons[:0], votes[:0], 2) == {}

"""Words to things: the very words first, then what begins like them."""

import pytest

from jaras.kernel import search

pytestmark = pytest.mark.django_db


def found(query: str, *, batch: int = 100) -> list[int]:
    return [each for ids in search.find("report", query, batch=batch) for each in ids]


def test_the_very_word_comes_first_then_what_begins_like_it_newest_first() -> None:
    for number, words in enumerate(("porte", "portail", "porte bleue", "portes"), start=1):
        search.index("report", number, words, fresh=True)
    assert found("porte") == [3, 1, 4]
    assert found("port") == [4, 3, 2, 1]


def test_nothing_is_told_twice_whatever_the_batches() -> None:
    for number in range(1, 31):
        search.index("report", number, "gare" if number % 2 else "gares", fresh=True)
    assert found("gare", batch=4) == [*range(29, 0, -2), *range(30, 0, -2)]


def test_every_word_of_the_query_counts() -> None:
    search.index("report", 1, "femme enceinte à la gare", fresh=True)
    search.index("report", 2, "femme à la poste", fresh=True)
    assert found("femme gar") == [1]
    assert found("femme") == [2, 1]
    assert found("homme") == []


def test_things_of_another_kind_stay_out() -> None:
    search.index("case", 7, "gare", fresh=True)
    assert found("gare") == []


def test_what_stands_far_back_is_found_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "NEWEST", 6)
    for number in range(1, 41):
        search.index("report", number, "gare" if number in {3, 4, 17, 39, 40} else "poste", fresh=True)
        search.index("case", number, "gare", fresh=True)
    for batch in (1, 2, 3, 100):
        assert found("gare", batch=batch) == [40, 39, 17, 4, 3]


def test_who_asks_in_turns_asks_as_often_where_nothing_is() -> None:
    assert list(search.evenly(search.find("report", "porte"))) == [search.NOTHING]
    for number, words in enumerate(("porte", "portail", "portes"), start=1):
        search.index("report", number, words, fresh=True)
    assert list(search.evenly(search.find("report", "porte"))) == [[1, 3]]
    for number in range(4, 4 + search.FEW):
        search.index("report", number, "porte", fresh=True)
    assert [len(turn) for turn in search.evenly(search.find("report", "porte"))] == [search.FEW + 1, 1]

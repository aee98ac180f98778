"""How the night compares two persons: real Splink on real DuckDB, without a database."""

import json
import random
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from jaras.people.rules.identity.described import Born, Described
from jaras.people.rules.identity.evidence import evidence
from jaras.people.rules.night import columns, model, parameters, searching, weighing
from jaras.people.rules.night.parameters import shipped

GIVEN = (
    "Mohamed",
    "Ahmed",
    "Hassan",
    "Youssef",
    "Karim",
    "Rachid",
    "Said",
    "Brahim",
    "Omar",
    "Khalid",
    "Fatima",
    "Khadija",
    "Aicha",
    "Zineb",
    "Samira",
    "Naima",
    "Latifa",
    "Malika",
    "Hanane",
    "Salma",
)
FAMILY = (
    "Alaoui",
    "Bennani",
    "Idrissi",
    "Tazi",
    "Berrada",
    "Chraibi",
    "Fassi",
    "Lahlou",
    "Sefrioui",
    "Kettani",
    "Benjelloun",
    "Tahiri",
    "Mansouri",
    "Rahmani",
    "Amrani",
    "Filali",
    "Ouazzani",
    "Skalli",
    "Cherkaoui",
    "Naciri",
    "Zerouali",
    "Belhaj",
    "Hamdaoui",
    "Jaidi",
)
FATHERS = ("Ali", "Brahim", "Lahcen", "Miloud", "Salah", "Abdellah", "Hamid", "Larbi")


def some_people(number: int, seed: int = 1) -> list[Described]:
    """Persons with a name, a father, a day, a telephone; nobody real."""
    chance = random.Random(seed)
    return [
        Described(
            given=chance.choice(GIVEN),
            family=f"{chance.choice(FAMILY)} {chance.choice(FAMILY)}",
            father=chance.choice(FATHERS),
            sex=chance.choice("fm"),
            born=Born.on(date(1950, 1, 2) + timedelta(days=chance.randrange(20_000))),
            commune=f"{chance.randrange(30):02}",
            telephones=frozenset([str(each)]) if each % 2 else frozenset(),
        )
        for each in range(number)
    ]


def test_nothing_of_it_reaches_a_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    gathered = searching.Gathered()
    for number, known in enumerate(some_people(50)):
        gathered.add(number, known)
    with searching.opened(gathered) as found:
        for statement in ("COPY registry TO 'names.csv'", "ATTACH 'names.db'"):
            with pytest.raises(duckdb.Error, match=r"(?i)disabled|permission"):
                found.connection.execute(statement)
        found.connection.execute("SET memory_limit = '30MB'")
        with pytest.raises(duckdb.OutOfMemoryException):
            found.connection.execute(
                "SELECT list(a.range::TEXT || b.range) FROM range(3000) a, range(3000) b"
            ).fetchall()
    assert list(tmp_path.iterdir()) == []


def test_a_registry_teaches_how_its_records_agree() -> None:
    persons = some_people(3000)
    gathered = searching.Gathered()
    for number, known in enumerate([*persons, *persons[:300]]):
        gathered.add(number, known)
    with searching.opened(gathered) as found:
        learnt = found.learn(shipped(), fewest=parameters.FEWEST)
        right = {(pair.one, pair.two) for pair in found.pairs(learnt, least=0.9)}
    assert {(number, 3000 + number) for number in range(300)} <= right
    assert learnt.odds != shipped().odds
    assert learnt.odds["birth"]["day"][0] > 0.9  # doubles were copied
    assert learnt.odds["sex"]["same"][1] == pytest.approx(0.5, abs=0.05)
    assert 0.3 < learnt.prior * 3300 * 3299 / 2 / 300 < 4


def test_what_was_learnt_is_kept_as_it_is() -> None:
    told = json.loads(json.dumps(shipped().told()))
    assert parameters.Parameters.read(told) == shipped()
    assert {name: tuple(each) for name, each in shipped().odds.items()} == {
        name: model.named(name) for name in model.LEVELS
    }


def test_another_engine_takes_the_same_model() -> None:
    told = json.dumps(model.settings(shipped(), some=True).create_settings_dict("spark"))
    assert "arrays_overlap(given_l, given_r)" in told


@pytest.mark.parametrize(
    ("one", "two", "alike"),
    [
        (("Ahmed", "Rais"), ("Hamid", "Rais"), False),  # the same consonants, other vowels
        (("Latifa Zohra", "Koutbi"), ("Morjana Latifa", "Koutbi"), False),  # one word of two
        (("Mohamed", "Tazi Alaoui"), ("Mohamed", "Alaoui Fassi"), False),
        (("Hassan", "Rais"), ("Hossein", "Rais"), False),
        (("Mohamed", "Rais"), ("Mohammed", "Rais"), True),
        (("Fatima Zahra", "Rais"), ("Fatima", "Rais"), True),
    ],
)
def test_brothers_are_held_back(one: tuple[str, str], two: tuple[str, str], alike: bool) -> None:
    told = {"father": "Ali", "born": Born.on(date(1980, 5, 6)), "telephones": frozenset("x"), "commune": "1"}
    gathered = searching.Gathered()
    both = [Described(given=given, family=family, **told) for given, family in (one, two)]  # type: ignore[arg-type]
    for number, known in enumerate(both):
        gathered.add(number, known)
    with searching.opened(gathered) as found:
        (pair,) = found.pairs(shipped(), least=0.0)
    likely = weighing.probability(pair, evidence(both[0], both[1], lambda _unit: 0.0))
    assert (likely > weighing.LEAST) is alike


def test_keys_bring_together_what_is_spelt_otherwise() -> None:
    latin = Described(given="Mohamed", family="El Idrissi", born=Born.on(date(1980, 5, 4)))
    arabic = Described(arabic="محمد الإدريسي", born=Born(1980))
    assert set(columns.keys(latin)) & set(columns.keys(arabic))
    assert list(columns.keys(Described())) == []


def test_a_key_that_many_share_brings_nobody_together() -> None:
    gathered = searching.Gathered()
    for number in range(searching.MOST_UNDER_ONE + 1):
        gathered.add(number, Described(given="Mohamed", family="Alaoui"))
    with searching.opened(gathered) as found:
        assert list(found.pairs(shipped(), least=0.0)) == []

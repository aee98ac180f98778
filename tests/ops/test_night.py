"""The night run is measured on invented doubles; its command and the doctor say what became of it."""

import csv
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from jaras.ops import registry
from jaras.ops.doctor import Advice, night
from jaras.ops.identity import doubles as doubling
from jaras.ops.identity import night as measuring
from jaras.ops.repository import repository_root
from jaras.people import jobs
from jaras.people.models import NightRun
from jaras.people.rules.names import units
from jaras.people.rules.night.parameters import Parameters

GIVEN = {
    "m": ("Mohamed", "Youssef", "Rachid", "Brahim", "Omar", "Khalid"),
    "f": ("Fatima", "Zineb", "Samira"),
}
FAMILY = (
    *(
        "Alaoui",
        "Bennani",
        "Idrissi",
        "Berrada",
        "Chraibi",
        "Fassi",
        "Kettani",
        "Tahiri",
        "Mansouri",
        "Naciri",
    ),
    *(
        "Rahmani",
        "Amrani",
        "Filali",
        "Ouazzani",
        "Skalli",
        "Cherkaoui",
        "Zerouali",
        "Belhaj",
        "Jaidi",
        "Lahlou",
    ),
)
PERSONS = 2500


def rows(number: int) -> list[dict[str, str]]:
    """Persons of nobody: two family names make them rare enough."""
    chance, found = random.Random(4), []
    for each in range(number):
        sex = chance.choice("mf")
        born = date(1950, 1, 2) + timedelta(days=chance.randrange(20_000))
        found.append(
            {
                "person_id": f"P{each}",
                "given_name": chance.choice(GIVEN[sex]),
                "family_name": f"{chance.choice(FAMILY)} {chance.choice(FAMILY)}",
                "given_name_ar": "",
                "family_name_ar": "",
                "sex": sex.upper(),
                "birth_date": born.isoformat(),
                "birth_estimated": "0",
                "cin": "",
                "phone": f"06{chance.randrange(10**8):08}" if chance.random() < 0.7 else "",
                "commune": str(chance.randrange(25)),
                "father_given": chance.choice(GIVEN["m"]),
                "registered_on": "2024-01-01",
            }
        )
    return found


def test_doubles_are_the_same_for_the_same_seed_brothers_share_no_given_name() -> None:
    persons = rows(300)
    made = doubling.doubles(persons, share=0.2, seed=5)
    assert made == doubling.doubles(persons, share=0.2, seed=5)
    assert made != doubling.doubles(persons, share=0.2, seed=6)
    known = {row["person_id"]: row for row in [*persons, *made.rows]}
    assert len(made.of) == 60
    assert any(
        known[double]["given_name"] != known[person]["given_name"] for double, person in made.of.items()
    )
    assert made.kin
    for brother in made.kin:
        person = made.of[brother.replace("Y", "X")]
        names = [units(known[each]["given_name"])[0].skeletons for each in (brother, person)]
        assert set(names[0]).isdisjoint(names[1])
        assert known[brother]["family_name"] == known[person]["family_name"]


def test_most_doubles_are_found_hardly_a_brother(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    persons = rows(PERSONS)
    with (tmp_path / "registry.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, persons[0])
        table.writeheader()
        table.writerows(persons)
    told: list[measuring.Figures] = []
    figures = measuring.figures

    def heard(*asked: object) -> list[measuring.Figures]:
        told.extend(figures(*asked))  # type: ignore[arg-type]
        return told

    monkeypatch.setattr(measuring, "figures", heard)
    kept = tmp_path / "night.json"
    arguments = ["--registry", str(tmp_path / "registry.csv"), "--share", "0.15", "--keep", str(kept)]
    assert measuring.main([*arguments, "--provenance", "invented"]) == 0
    assert "375 doubles" in capsys.readouterr().out
    first = told[0]
    assert (first.limit, first.recall > 0.75, first.precision > 0.9) == (0.5, True, True), first
    assert first.kin <= 0.01 * first.proposed
    read = json.loads(kept.read_text())
    assert read["provenance"] == "invented"
    assert Parameters.read(read).odds["telephone"]["same"][0] > 0.3


def test_a_file_that_is_none_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert measuring.main(["--registry", str(tmp_path / "nothing.csv")]) == 2
    assert "cannot be read" in capsys.readouterr().err


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command stays in this process, in the database of the test."""
    monkeypatch.setattr("jaras.ops.place.Place.enter", lambda _place: None)


@pytest.mark.django_db
def test_the_command_searches(settled: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert registry.main(["--all"]) == 0
    assert "0 records (all pairs): 0 pairs may be one person" in capsys.readouterr().out
    NightRun.objects.create(begun_at=timezone.now(), whole=False, last_event_id=0)
    assert registry.main([]) == 1


@pytest.mark.django_db
def test_the_command_says_what_is_missing(
    settled: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "can_search", lambda: False)
    assert registry.main([]) == 1
    assert "`./run registry`" in capsys.readouterr().err
    with pytest.raises(Advice, match="installs what that needs"):
        night.searched()


@pytest.mark.django_db
def test_the_doctor_says_when_it_was_searched() -> None:
    def run(days: int) -> Callable[[], str]:
        ended = datetime.now(UTC) - timedelta(days=days)
        NightRun.objects.create(begun_at=ended, ended_at=ended, whole=True, last_event_id=0, persons=7)
        return night.searched

    with pytest.raises(Advice, match="never"):
        night.searched()
    with pytest.raises(Advice, match="4 days"):
        run(4)()
    assert run(0)().startswith("7 records searched")


def test_a_copy_that_was_never_started_is_told_so(tmp_path: Path) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("JARAS_", "DATABASE"))}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "jaras.ops.cli", "registry", "--data", str(tmp_path)],
        capture_output=True, text=True, env=clean, cwd=repository_root(), check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "start `./run` once" in done.stderr
    assert "Traceback" not in done.stderr

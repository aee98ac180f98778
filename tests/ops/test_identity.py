"""A benchmark of persons is answered, weights are fitted, in a database of its own."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jaras.ops.identity import fitting
from jaras.ops.repository import repository_root

COLUMNS = (
    *("person_id", "given_name", "family_name", "given_name_ar", "family_name_ar", "sex", "birth_date"),
    *("birth_estimated", "cin", "phone", "commune", "father_given", "registered_on"),
)
PERSONS = [
    (
        "P1",
        "Mohamed",
        "El Idrissi",
        "",
        "",
        "M",
        "1980-05-04",
        "0",
        "QA123456",
        "0661223344",
        "Khouribga",
        "",
    ),
    ("P2", "", "", "خديجة", "بناني", "F", "1991", "0", "", "", "Bejaad", "إبراهيم"),
    ("P3", "Hassan", "Bennani", "حسن", "بناني", "M", "", "0", "", "0655443322", "Bejaad", "Brahim"),
    ("P4", "Karim", "Tazi", "", "", "M", "1970-01-01", "1", "", "", "Oued Zem", ""),
]
QUERIES: list[dict[str, object]] = [
    {"query_id": "q1", "full_name": "محمد الادريسي", "sex": "M", "birth_date": "1980-05-04"},
    {"query_id": "q2", "full_name": "Bennani Khadija", "given_name": "Bennani", "family_name": "Khadija"},
    {"query_id": "q3", "full_name": "H. Bennani", "phone": "00212 655443322", "age": 40},
    {"query_id": "q4", "full_name": "😀", "commune": "Nulle part"},
]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    with (tmp_path / "registry.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        rows.writerows([*person, "2024-01-01"] for person in PERSONS)
    asked = [query | {"asked_on": "2025-05-05"} for query in QUERIES]
    truth = [
        {"query_id": f"q{at}", "person_id": person} for at, person in enumerate(["P1", "P2", "P3", None], 1)
    ]
    for name, lines in (("queries", asked), ("truth", truth)):
        told = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (tmp_path / f"{name}.jsonl").write_text(told, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("JARAS_", "DATABASE"))}
    return subprocess.run(
        [sys.executable, "-P", "-m", "jaras.ops.cli", *arguments],
        capture_output=True, text=True, env=clean, cwd=repository_root(), check=False,
    )  # fmt: skip


def test_queries_are_answered_with_reasons_and_milliseconds(files: Path) -> None:
    done = run(
        "evaluate", "identity", "--registry", str(files / "registry.csv"),
        "--queries", str(files / "queries.jsonl"), "--out", str(files / "answers.jsonl"),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in (files / "answers.jsonl").read_text().splitlines()]
    first = {each["query_id"]: [one["person_id"] for one in each["candidates"]][:1] for each in answers}
    assert first == {"q1": ["P1"], "q2": ["P2"], "q3": ["P3"], "q4": []}
    assert all(each["ms"] > 0 for each in answers)
    assert answers[0]["candidates"][0]["reasons"]
    assert "--threshold" in done.stdout


def test_files_that_are_none_get_a_sentence(files: Path) -> None:
    (files / "registry.csv").write_text("a,b\n1,2\n")
    done = run(
        "evaluate", "identity", "--registry", str(files / "registry.csv"),
        "--queries", str(files / "queries.jsonl"), "--out", str(files / "answers.jsonl"),
    )  # fmt: skip
    assert done.returncode == 2
    assert "cannot be read" in done.stderr


def test_weights_are_fitted_into_a_file(files: Path) -> None:
    done = run(
        "learn", "identity", "--registry", str(files / "registry.csv"),
        "--queries", str(files / "queries.jsonl"), "--truth", str(files / "truth.jsonl"),
        "--out", str(files / "weights.json"), "--same", "0.9", "--provenance", "invented",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads((files / "weights.json").read_text())
    assert (told["persons"], told["same"], told["provenance"]) == (4, 0.9, "invented")


def test_the_right_evidence_gets_the_weight() -> None:
    said, other = {"g:0": 1.0, "t:same": 1.0}, {"g:11": 1.0, "t:other": 1.0}
    groups = [
        fitting.Group([other, said], 1),
        fitting.Group([other], None),
        fitting.Group([said, other], 0),
    ] * 5
    weights = fitting.fit(groups, turns=200)
    assert weights["t:same"] > 0 > weights["t:other"]
    assert weights[fitting.NOBODY] > weights["g:11"] + weights["t:other"]

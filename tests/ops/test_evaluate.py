"""`jaras evaluate triage`: reads reports, writes proposals, prints figures with their intervals."""

import json
from pathlib import Path
from typing import Any

import pytest

from jaras.ops.evaluate import main
from jaras.ops.scoring import Figure, score, table

EXAMPLES = Path(__file__).parents[1] / "intake" / "triage" / "examples.jsonl"


def test_proposals_are_written_one_a_line(tmp_path: Path) -> None:
    target = tmp_path / "proposals.jsonl"
    assert main(["triage", "--in", str(EXAMPLES), "--out", str(target)]) == 0
    rows = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 20
    assert set(rows[0]) == {
        "id", "kind", "urgency", "target_groups", "poles", "commune_code", "duplicate_of", "reasons",
    }  # fmt: skip


def test_the_score_gives_every_figure_its_interval(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["triage", "--in", str(EXAMPLES), "--score"]) == 0
    printed = capsys.readouterr().out
    assert printed.count("95 %") == 10
    assert "false duplicates" in printed


@pytest.mark.parametrize(
    "content", ["not json\n", '{"id": "1"}\n', '{"id":"1","text":"x","received_at":"never"}\n']
)
def test_a_file_that_is_no_report_is_said_in_a_sentence(
    tmp_path: Path, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "reports.jsonl"
    source.write_text(content, encoding="utf-8")
    assert main(["triage", "--in", str(source)]) == 2
    assert str(source) in capsys.readouterr().err


def test_an_unknown_territory_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["triage", "--in", str(EXAMPLES), "--territory", "99.999"]) == 2
    assert "99.999" in capsys.readouterr().err


def test_wilson_never_claims_certainty_from_a_few_cases() -> None:
    gold: dict[str, Any] = {
        "urgency": "IMMEDIAT",
        "kind": "SIGNALEMENT",
        "target_groups": [],
        "poles": [],
        "commune_code": None,
    }
    found = {**gold, "id": "1", "duplicate_of": None}
    figure = score([{"id": "1", "labels": {**gold, "duplicate_of": None}}], [found])[0]
    assert (figure.value, figure.high) == (1.0, 1.0)
    assert figure.low < 0.3


def test_a_figure_without_cases_is_not_a_zero() -> None:
    assert "none of these" in table([Figure("recall of duplicates", None, 0.0, 1.0, 0, "Wilson")])

"""What the page on security answers with is there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\d[^|]*) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
ID = re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}")


def test_every_answer_names_a_file_that_is_there() -> None:
    named = {name for _ids, answers, _how in ROW.findall(PAGE) for name in re.findall(r"`([^`]+)`", answers)}
    assert len(named) > 20
    assert not sorted(name for name in named if not (ROOT / name).exists())


def test_every_requirement_has_an_answer() -> None:
    rows = ROW.findall(PAGE)
    assert len(rows) > 40
    assert not [ids for ids, answers, _how in rows if not ID.search(ids) or "`" not in answers]


def test_no_requirement_is_answered_twice() -> None:
    told = [number for ids, _answers, _how in ROW.findall(PAGE) for number in ID.findall(ids)]
    assert sorted(told) == sorted(set(told))


def test_each_adversary_of_the_mission_is_answered_on_both_sides() -> None:
    chapter = PAGE.partition("## Who, what stops them")[2].partition("## OWASP")[0]
    adversaries = [part for part in chapter.split("\n\n") if part.startswith("**")]
    assert len(adversaries) >= 6
    assert not [part[:40] for part in adversaries if "*Stops:*" not in part or "*Does not:*" not in part]

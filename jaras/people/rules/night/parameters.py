"""What a night run weighs with: learnt on the registry itself, else the small file that comes with Jaras."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

Odds = tuple[float, float]  # m: that two records of one person agree so; u: that two of two persons do
FILE = Path(__file__).parents[2] / "policies" / "identity" / "night.json"
FEWEST = 2_000  # persons: fewer do not teach how two records of one person agree


@dataclass(frozen=True)
class Parameters:
    """`prior`: the share of one person among all pairs of records; `odds` by comparison, by level."""

    prior: float
    odds: Mapping[str, Mapping[str, Odds]]

    def told(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {"prior": self.prior, "odds": {name: dict(each) for name, each in self.odds.items()}}

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> "Parameters":
        odds = {
            name: {level: (float(m), float(u)) for level, (m, u) in each.items()}
            for name, each in told["odds"].items()
        }
        return cls(float(told["prior"]), odds)


@lru_cache(1)
def shipped() -> Parameters:
    """For a registry that is too small to learn from; the file says on which data it was learnt."""
    return Parameters.read(json.loads(FILE.read_text(encoding="utf-8")))

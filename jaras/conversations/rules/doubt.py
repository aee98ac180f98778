"""What makes a message doubtful: a weight with its reasons, never a deletion."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
SEVERAL = 2


@dataclass(frozen=True)
class Signs:
    """One reason: what shows it, how much it weighs."""

    code: str
    weight: int
    pattern: re.Pattern[str] | None


def signs_of(policy: Mapping[str, Any]) -> tuple[Signs, ...]:
    return tuple(
        Signs(
            code=item["code"],
            weight=item["weight"],
            pattern=re.compile(item["pattern"], re.IGNORECASE) if "pattern" in item else None,
        )
        for item in policy["items"]
    )


def doubted(
    words: str, signs: tuple[Signs, ...], *, same_from_others: int, files: int
) -> tuple[int, list[str]]:
    """How doubtful these words are, why: `same_from_others` addresses sent them lately."""
    told = {
        "links": len(_LINK.findall(words)) >= SEVERAL,
        "many": same_from_others >= SEVERAL,
        "nothing_said": not any(sign.isalpha() for sign in words) and not files,
    }
    found = [
        each
        for each in signs
        if (each.pattern.search(words) is not None if each.pattern else told.get(each.code, False))
    ]
    return sum(each.weight for each in found), [each.code for each in found]

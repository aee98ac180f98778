"""What may be said when nobody wrote for a day: sentences that Meta has approved."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jaras.kernel.coded import CodedList, coded_list
from jaras.kernel.transports import Template

LANGUAGES = ("fr", "ar", "en")


def templates() -> CodedList:
    return coded_list(Path(__file__).with_name("templates.yaml"))


def language_of(language: str) -> str:
    """Darija reads what is written in Arabic."""
    short = "ar" if language.startswith("ar") else language[:2]
    return short if short in LANGUAGES else "fr"


def offered() -> tuple[Template, ...]:
    """All of them, as they are read."""
    return tuple(
        Template(
            code=item.code,
            names={language: item.name(language) for language in LANGUAGES},
            bodies={language: str(item[f"body_{language}"]) for language in LANGUAGES},
            values=int(item["values"]),
        )
        for item in templates()
    )


def filled(code: str, language: str, values: tuple[str, ...]) -> Mapping[str, Any] | None:
    """The template as the API wants it; nothing where it is none of ours, or its values are not as many."""
    known = templates().get(code)
    if known is None or len(values) != known["values"]:
        return None
    found: dict[str, Any] = {"name": code, "language": {"code": language_of(language)}}
    if values:
        found["components"] = [
            {"type": "body", "parameters": [{"type": "text", "text": value} for value in values]}
        ]
    return found

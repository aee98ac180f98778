"""Where one copy of Jaras keeps its data, in which mode it lives."""

import argparse
import os
from dataclasses import dataclass
from pathlib import Path

from jaras.ops.repository import is_clone, repository_root

DEMO, REAL = "demo", "real"


class Refusal(SystemExit):
    """What was asked must not be done; the message says why."""


@dataclass(frozen=True)
class Place:
    """A data folder; once used as demo or real, it stays so for ever."""

    data: Path
    mode: str

    def enter(self) -> None:
        """Point the settings at this place, for this process with its children."""
        self.data.mkdir(parents=True, exist_ok=True)
        os.environ["JARAS_DATA"] = str(self.data)
        os.environ["JARAS_MODE"] = self.mode
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jaras.config.settings")

    def remember(self) -> None:
        memory = self.data / "mode"
        if not memory.exists():
            memory.write_text(f"{self.mode}\n")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, help="the folder that holds everything this copy keeps")
    parser.add_argument(
        "--real", action="store_true", help="begin empty, for real use: invented data are refused for ever"
    )


def chosen(options: argparse.Namespace) -> Place:
    return find(data=options.data, real=options.real)


def find(*, data: Path | None = None, real: bool = False) -> Place:
    """What the command line says, else the environment, else what the folder remembers, else the demo."""
    asked = REAL if real else os.environ.get("JARAS_MODE")
    if asked not in {None, DEMO, REAL}:
        raise Refusal(f"JARAS_MODE is {asked!r}: it must be demo or real.")
    if data is None and os.environ.get("JARAS_DATA"):
        data = Path(os.environ["JARAS_DATA"])
    if data is None:
        data = default_folder(asked or DEMO)
    data = data.expanduser().resolve()
    remembered = remembered_mode(data)
    if asked and remembered and asked != remembered:
        raise Refusal(refusal(data, remembered))
    return Place(data=data, mode=remembered or asked or DEMO)


def default_folder(mode: str) -> Path:
    return (repository_root() if is_clone() else Path.cwd()) / ".jaras" / mode


def remembered_mode(data: Path) -> str | None:
    memory = data / "mode"
    return memory.read_text().strip() if memory.exists() else None


def refusal(data: Path, remembered: str) -> str:
    if remembered == REAL:
        return (
            f"The folder {data} holds real data: invented data are refused there for ever. "
            "Give the demo another folder with --data."
        )
    return (
        f"The folder {data} holds the invented data of the demo: it can never become real. "
        "Start the real one in another folder with --data."
    )

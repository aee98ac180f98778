"""Writes the pages of `docs/` that follow from the code, checks that every page still holds."""

import argparse
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from jaras.ops.repository import repository_root
from jaras.ops.settings_page import settings_page
from jaras.ops.states_page import states_page
from jaras.ops.third_party_page import third_party_page

LONGEST_README = 80
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")

# Each generated page with what writes it.
PAGES: dict[str, Callable[[Path], str]] = {
    "docs/settings.md": settings_page,
    "docs/states.md": states_page,
    "docs/third-party.md": third_party_page,
}


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="jaras docs", description=__doc__)
    parser.add_argument("verb", choices=["update", "check"])
    verb = parser.parse_args(argv).verb
    root = repository_root()
    if verb == "update":
        for name, write in PAGES.items():
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_text(write(root), encoding="utf-8")
            print(f"wrote {name}")
        return 0
    faults = [*outdated(root), *dead_links(root), *long_readme(root)]
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults" if faults else "The pages hold.")
    return 1 if faults else 0


def outdated(root: Path) -> Iterator[str]:
    for name, write in PAGES.items():
        path = root / name
        if not path.exists() or path.read_text(encoding="utf-8") != write(root):
            yield f"{name} does not follow from the code any more: run `jaras docs update`."


def dead_links(root: Path) -> Iterator[str]:
    """Links to files of the repository, from its own pages."""
    for page in sorted([*root.glob("*.md"), *root.glob("docs/**/*.md")]):
        for target in LINK.findall(page.read_text(encoding="utf-8")):
            if (
                "://" not in target
                and not target.startswith("mailto:")
                and not (page.parent / target).exists()
            ):
                yield f"{page.relative_to(root)} links to {target}, which does not exist."


def long_readme(root: Path) -> Iterator[str]:
    lines = len((root / "README.md").read_text(encoding="utf-8").splitlines())
    if lines > LONGEST_README:
        yield f"README.md has {lines} lines: at most {LONGEST_README}, the rest belongs to docs/."

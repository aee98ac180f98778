"""The `messages` command."""

import argparse
from pathlib import Path

from jaras.ops.messages import catalogues, checks

ROOT = Path(__file__).resolve().parents[2]


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="jaras messages", description="Keep the translations complete in every language."
    )
    parser.add_argument("verb", choices=["update", "check", "compile"])
    parser.add_argument("--root", type=Path, default=ROOT, help="the package whose texts are read")
    options = parser.parse_args(argv)
    root: Path = options.root.resolve()
    if options.verb == "update":
        for path in catalogues.update(root):
            print(f"{'updated' if path.exists() else 'removed'} {path.relative_to(root.parent)}")
    elif options.verb == "compile":
        print(f"{catalogues.compile_all(root)} catalogues compiled")
    else:
        faults = checks.faults(root)
        for fault in faults:
            print(fault)
        print(f"{len(faults)} faults" if faults else "Every text is translated.")
        return 1 if faults else 0
    return 0

"""The keys of what is sealed: where they are, how they are changed, carried away, brought back."""

import argparse
import os
import sys
from getpass import getpass
from pathlib import Path

from jaras.ops import place
from jaras.ops.place import Refusal

PASSPHRASE = "JARAS_PASSPHRASE"  # nosec B105 - a name, no password


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="jaras keys", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    for verb, about in (
        ("where", "say where they are"),
        ("rotate", "a new master key; one that was cut off goes on"),
        ("export", "write them into one file under a passphrase"),
        ("import", "bring back what was exported"),
    ):
        each = verbs.add_parser(verb, help=about, description=about)
        place.add_arguments(each)
        if verb in {"export", "import"}:
            each.add_argument("file", type=Path)
    options = parser.parse_args(argv)
    where = place.chosen(options)
    where.enter()
    import django

    django.setup()
    from jaras.kernel.keys import KeysMissing
    from jaras.kernel.keys.passphrase import WrongPassphrase

    try:
        return _do(options)
    except (KeysMissing, WrongPassphrase) as refused:
        raise Refusal(str(refused)) from refused


def _do(options: argparse.Namespace) -> int:
    from jaras.kernel.keys import passphrase, ring, rotation

    if options.verb == "where":
        print(ring.path())
    elif options.verb == "rotate":
        rotation.rotate()
    elif options.verb == "export":
        if options.file.exists():
            raise Refusal(f"{options.file} exists already: name another file.")
        locked = passphrase.locked(ring.ring(), asked(twice=True))
        descriptor = os.open(options.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            out.write(locked)
        print(f"{options.file}: keep it apart from the backups, the passphrase apart from both.")
    else:
        if ring.path().exists():
            raise Refusal(f"{ring.path()} exists already: move it away first, nothing is overwritten.")
        try:
            said = options.file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise Refusal(f"{options.file} cannot be read.") from error
        ring.keep(passphrase.unlocked(said, asked(twice=False)), anew=True)
        print(f"The keys are back in {ring.path()}.")
    return 0


def asked(*, twice: bool) -> str:
    """From the environment for programs, else from the terminal, unseen."""
    if given := os.environ.get(PASSPHRASE):
        return given
    if not sys.stdin.isatty():
        raise Refusal(f"No terminal to ask for the passphrase: give it in {PASSPHRASE}.")
    typed = getpass("Passphrase of the keys: ")
    if twice and getpass("Once more: ") != typed:
        raise Refusal("The two were not the same.")
    return typed

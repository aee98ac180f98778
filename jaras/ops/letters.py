"""Shows the letters that a copy without a mail server keeps as sealed files, the last one last."""

import argparse

from jaras.ops import place


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="jaras letters", description=__doc__)
    parser.add_argument("--last", type=int, default=20, metavar="N", help="how many (default: 20)")
    place.add_arguments(parser)
    options = parser.parse_args(argv)
    place.chosen(options).enter()
    import django

    django.setup()
    return show(options.last)


def show(most: int) -> int:
    from django.conf import settings

    from jaras.kernel import letters

    found = list(letters.kept(settings.EMAIL_FILE_PATH))
    for letter in found[-most:] if most > 0 else []:
        print(f"{letter['Date']}\nTo: {letter['To']}\nSubject: {letter['Subject']}\n\n{letter.get_content()}")
        print("-" * 60)
    print(f"{len(found)} letters in {settings.EMAIL_FILE_PATH}.")
    return 0

"""The `territory` command."""

import argparse
import sys
from pathlib import Path

from jaras.ops import place


def main(argv: list[str]) -> int:
    options = parser().parse_args(argv)
    where = place.chosen(options)
    where.enter()

    import django

    django.setup()
    from django.db import OperationalError, ProgrammingError

    from jaras.kernel.refusal import Refused
    from jaras.ops.territory import verbs

    try:
        if options.verb == "load":
            verbs.load()
        elif options.verb == "choose":
            names = {"cell_name_fr": options.name_fr, "cell_name_ar": options.name_ar}
            verbs.choose(options.code, invented=where.mode == place.DEMO, **names)
        elif options.verb == "import":
            verbs.import_boundaries(options.file, options.attribution)
        elif options.verb == "places":
            verbs.import_places(options.file)
        else:
            verbs.show(" ".join(options.text))
    except (Refused, OSError) as refused:
        print(refused, file=sys.stderr)
        return 1
    except (OperationalError, ProgrammingError) as error:
        print(f"The database is not ready ({error}): run `jaras setup` first.", file=sys.stderr)
        return 1
    return 0


def parser() -> argparse.ArgumentParser:
    result = argparse.ArgumentParser(
        prog="jaras territory",
        description="Load the communes of the kingdom, choose the province, import boundaries or places.",
    )
    place.add_arguments(result)
    verbs = result.add_subparsers(dest="verb", required=True, metavar="VERB")
    verbs.add_parser("load", help="bring the provinces and communes in line with the census")
    chosen = verbs.add_parser("choose", help="take a province as the territory in force")
    chosen.add_argument("code", help="its HCP code, for example 05.311")
    chosen.add_argument("--name-fr", help="what the cell calls itself in French")
    chosen.add_argument("--name-ar", help="what the cell calls itself in Arabic")
    boundaries = verbs.add_parser("import", help="import the boundaries of communes from GeoJSON")
    boundaries.add_argument(
        "file", type=Path, help="a FeatureCollection; its features carry code_hcp or code"
    )
    boundaries.add_argument(
        "--attribution", default="", help="whom maps must credit, if the file does not say"
    )
    places = verbs.add_parser("places", help="import quartiers, douars or named places from CSV")
    places.add_argument("file", type=Path, help="columns commune_code and quartier, name_fr or name_ar")
    listed = verbs.add_parser("list", help="list the provinces whose name holds a text")
    listed.add_argument("text", nargs="*")
    return result

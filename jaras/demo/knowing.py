"""Records that may be one person, in the demo: three spellings in two scripts, twins who were told apart."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from jaras.demo.cast import Cast
from jaras.intake import actions as intake
from jaras.intake.models import Report
from jaras.kernel.actor import SYSTEM
from jaras.people import actions as people
from jaras.people.models import Person
from jaras.people.rules.linking import Source

# The man of the bus station was met twice more: in hospital, by somebody who wrote to say thanks.
KNOWN = "cold-elder"
AGAIN: dict[str, dict[str, Any]] = {
    "amputee": {"given_name": "Idriss", "family_name": "El Alaoui", "sex": "m", "age_about": 61},
    "thanks": {"arabic_name": "ادريس علوي", "sex": "m", "telephone": "06 12 00 00 61"},
}
TWINS = "welding"  # the report in which both are named
ALIKE: dict[str, Any] = {
    "family_name": "Rami",
    "sex": "m",
    "born_on": date(2007, 3, 14),
    "telephone": "06 12 00 00 19",
}
NAMES = {"Hassan": "حسن رامي", "Houssine": "الحسين رامي"}


def tell(cast: Cast, reports: Mapping[str, Report], *, at: datetime) -> None:
    """Salma left one pair unsure, told the twins apart; another pair waits for her."""
    known = reports[KNOWN].persons.exclude(family_name="").first() if KNOWN in reports else None
    met = [_named(reports[where], cast, at=at, **about) for where, about in AGAIN.items() if where in reports]
    if known is not None and len(met) == len(AGAIN):
        same = [("name_spelling", 5.9), ("birth_near", 1.4), ("commune_same", 0.8)]
        people.propose_link(
            one=known, two=met[0], probability=0.96, reasons=same, source=Source.NIGHT, by=SYSTEM, at=at
        )
        script = [("name_script", 6.2), ("commune_same", 0.8), ("namesakes", -1.1)]
        unsure = people.propose_link(
            one=known, two=met[1], probability=0.82, reasons=script, source=Source.INTAKE, by=SYSTEM, at=at
        )
        people.leave_unsure(link=unsure, by=cast.actor("salma"), at=at)
    if TWINS in reports:
        one, two = (
            _named(reports[TWINS], cast, at=at, given_name=given, arabic_name=arabic, **ALIKE)
            for given, arabic in NAMES.items()
        )
        alike = [("telephone_same", 5.1), ("birth_same", 4.8), ("given_other", -6.0)]
        twins = people.propose_link(
            one=one, two=two, probability=0.55, reasons=alike, source=Source.NIGHT, by=SYSTEM, at=at
        )
        people.refuse_link(link=twins, by=cast.actor("salma"), at=at)


def _named(report: Report, cast: Cast, *, at: datetime, **about: Any) -> Person:
    """Somebody whom this report concerns besides."""
    by = cast.actor("salma")
    person = people.register(commune=report.commune, by=by, at=at, **about)
    intake.add_person(report=report, person=person, by=by, at=at)
    return person

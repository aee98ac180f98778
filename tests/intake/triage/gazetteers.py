"""The names of Khouribga's communes for the tests of triage, from the package that the product reads."""

from functools import cache

from jaras.intake.rules.triage import Gazetteer
from jaras.ops.evaluate import names


@cache
def khouribga() -> Gazetteer:
    return Gazetteer(names("05.311"))

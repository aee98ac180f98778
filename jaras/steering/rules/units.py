"""What is counted, in what it is told apart."""

from enum import StrEnum


class Unit(StrEnum):
    """Five different units with one published definition each: policies/figures.yaml."""

    INTERVENTIONS = "interventions"
    REPORTS = "reports"
    CASES = "cases"
    PERSONS = "persons"
    NIGHTS = "nights"


class Dimension(StrEnum):
    """In what a unit is told apart: policies/dimensions.yaml."""

    POLE = "pole"
    PUBLIC = "public"
    COMMUNE = "commune"
    ORIGIN = "origin"
    CHANNEL = "channel"
    STAGE = "stage"
    URGENCY = "urgency"


class Step(StrEnum):
    """How long it took from one step to the next: policies/delays.yaml."""

    RESPONSE = "response"
    CASE = "case"
    DIAGNOSIS = "diagnosis"
    NEED = "need"
    REFERRAL = "referral"
    ANSWER = "answer"


# By which of them a board may be kept to one value.
FILTERS = (Dimension.POLE, Dimension.PUBLIC, Dimension.COMMUNE, Dimension.ORIGIN, Dimension.CHANNEL)
# One report has several poles or publics: those values do not add up to the total.
SEVERAL = {
    Dimension.POLE: (Unit.REPORTS, Unit.CASES, Unit.PERSONS),
    Dimension.PUBLIC: tuple(Unit),
}
STEPS_OF = {Unit.REPORTS: (Step.RESPONSE,), Unit.CASES: tuple(Step)[1:]}
DIMENSIONS_OF = {
    Unit.INTERVENTIONS: (*FILTERS, Dimension.STAGE, Dimension.URGENCY),
    Unit.NIGHTS: (*FILTERS, Dimension.STAGE, Dimension.URGENCY),
    Unit.REPORTS: (*FILTERS, Dimension.URGENCY),
    Unit.CASES: (*FILTERS, Dimension.STAGE, Dimension.URGENCY),
    Unit.PERSONS: FILTERS,
}


def adds_up(unit: Unit, dimension: Dimension) -> bool:
    """Whether the values of this dimension make the total of this unit."""
    return unit not in SEVERAL.get(dimension, ())

"""The decisions of steering: what is counted, how, what is told to whom."""

from jaras.steering.rules.cells import Fact, Place, by_dimension, places, tags
from jaras.steering.rules.delays import NOT_YET, Delays, delays, place
from jaras.steering.rules.discretion import LEAST, hidden, is_small
from jaras.steering.rules.months import Month, Period
from jaras.steering.rules.origins import Origin, origin
from jaras.steering.rules.units import DIMENSIONS_OF, FILTERS, STEPS_OF, Dimension, Step, Unit, adds_up
from jaras.steering.rules.verbs import SteeringVerb

__all__ = [
    "DIMENSIONS_OF",
    "FILTERS",
    "LEAST",
    "NOT_YET",
    "STEPS_OF",
    "Delays",
    "Dimension",
    "Fact",
    "Month",
    "Origin",
    "Period",
    "Place",
    "SteeringVerb",
    "Step",
    "Unit",
    "adds_up",
    "by_dimension",
    "delays",
    "hidden",
    "is_small",
    "origin",
    "place",
    "places",
    "tags",
]

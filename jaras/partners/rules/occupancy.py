"""A unit taken for a while: held, occupied, shut, ended."""

from datetime import timedelta
from enum import StrEnum

from jaras.kernel.workflow import Move, Workflow, register


class OccupancyState(StrEnum):
    HELD = "held"
    OCCUPIED = "occupied"
    OUT_OF_ORDER = "out_of_order"
    ENDED = "ended"


LIVING = (OccupancyState.HELD, OccupancyState.OCCUPIED, OccupancyState.OUT_OF_ORDER)
ONE_AT_A_TIME = "occupancy_one_at_a_time"  # what the database calls its refusal

OCCUPANCY = register(
    Workflow(
        subject="occupancy",
        states=OccupancyState,
        initial=OccupancyState.HELD,
        moves=(
            Move("arrive", (OccupancyState.HELD,), OccupancyState.OCCUPIED),
            Move("release", (OccupancyState.HELD,), OccupancyState.ENDED),
            Move("expire", (OccupancyState.HELD,), OccupancyState.ENDED),
            Move("leave", (OccupancyState.OCCUPIED,), OccupancyState.ENDED),
            Move("mend", (OccupancyState.OUT_OF_ORDER,), OccupancyState.ENDED),
        ),
    )
)

SHORTEST_HOLD = timedelta(minutes=5)
LONGEST_HOLD = timedelta(hours=24)
USUAL_HOLD = timedelta(hours=2)
LONGEST_STAY = timedelta(days=366)
STAYS_SURE = timedelta(hours=24)  # a board that nobody confirmed for longer is uncertain

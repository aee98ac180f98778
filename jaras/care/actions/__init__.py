"""Every write of care."""

from jaras.care.actions.interventions import bring_into_case, move, record, take_out_of_case

__all__ = ["bring_into_case", "move", "record", "take_out_of_case"]

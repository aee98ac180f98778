"""What happens in care."""

from jaras.care.events.interventions import InterventionMoved, InterventionRecorded

__all__ = ["InterventionMoved", "InterventionRecorded"]

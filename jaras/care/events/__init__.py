"""What happens in care."""

from jaras.care.events.diagnoses import (
    DiagnosisDrafted,
    DiagnosisMade,
    NeedFound,
    NeedMoved,
    NeedProposalAnswered,
)
from jaras.care.events.interventions import (
    Facts,
    InterventionAmended,
    InterventionMoved,
    InterventionRecorded,
)

__all__ = [
    "DiagnosisDrafted",
    "DiagnosisMade",
    "Facts",
    "InterventionAmended",
    "InterventionMoved",
    "InterventionRecorded",
    "NeedFound",
    "NeedMoved",
    "NeedProposalAnswered",
]

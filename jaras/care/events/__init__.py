"""What happens in care."""

from jaras.care.events.diagnoses import (
    DiagnosisDrafted,
    DiagnosisMade,
    NeedFound,
    NeedMoved,
    NeedProposalAnswered,
)
from jaras.care.events.interventions import InterventionMoved, InterventionRecorded

__all__ = [
    "DiagnosisDrafted",
    "DiagnosisMade",
    "InterventionMoved",
    "InterventionRecorded",
    "NeedFound",
    "NeedMoved",
    "NeedProposalAnswered",
]

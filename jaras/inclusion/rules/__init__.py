"""The decisions of inclusion: its verbs, the states of a life project, what changed between two versions."""

from jaras.inclusion.rules.agreements import ACCEPTED, How, is_blank
from jaras.inclusion.rules.comparing import (
    Change,
    Difference,
    GoalSaid,
    StepSaid,
    Text,
    compare,
    compare_texts,
)
from jaras.inclusion.rules.states import LIVING, PROJECT, ProjectState
from jaras.inclusion.rules.steps import Doer
from jaras.inclusion.rules.verbs import InclusionVerb

__all__ = [
    "ACCEPTED",
    "LIVING",
    "PROJECT",
    "Change",
    "Difference",
    "Doer",
    "GoalSaid",
    "How",
    "InclusionVerb",
    "ProjectState",
    "StepSaid",
    "Text",
    "compare",
    "compare_texts",
    "is_blank",
]

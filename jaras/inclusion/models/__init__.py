"""The rows of inclusion."""

from jaras.inclusion.models.agreements import Agreement
from jaras.inclusion.models.projects import Goal, LifeProject, Step

__all__ = ["Agreement", "Goal", "LifeProject", "Step"]

"""One version of a life project, from its first word to what became of it."""

from enum import StrEnum

from jaras.kernel.workflow import Move, Workflow, register


class ProjectState(StrEnum):
    DRAFTING = "drafting"
    AGREED = "agreed"
    ACTIVE = "active"
    REVIEW_DUE = "review_due"
    REVISED = "revised"
    ACHIEVED = "achieved"
    LEFT = "left"


LIVING = (ProjectState.AGREED, ProjectState.ACTIVE, ProjectState.REVIEW_DUE)

PROJECT = register(
    Workflow(
        subject="project",
        states=ProjectState,
        initial=ProjectState.DRAFTING,
        moves=(
            Move("agree", (ProjectState.DRAFTING,), ProjectState.AGREED),
            Move("start", (ProjectState.AGREED,), ProjectState.ACTIVE),
            Move("fall_due", (ProjectState.AGREED, ProjectState.ACTIVE), ProjectState.REVIEW_DUE),
            Move("carry_on", (ProjectState.REVIEW_DUE,), ProjectState.ACTIVE, reason_needed=True),
            Move("revise", LIVING, ProjectState.REVISED),  # the next version is agreed
            Move("achieve", (ProjectState.ACTIVE, ProjectState.REVIEW_DUE), ProjectState.ACHIEVED),
            Move("leave", (ProjectState.DRAFTING, *LIVING), ProjectState.LEFT, reason_needed=True),
        ),
    )
)

"""Every write about a life project."""

from jaras.inclusion.actions.agreeing import agree
from jaras.inclusion.actions.drafting import amend, begin, revise
from jaras.inclusion.actions.following import achieve, carry_on, fall_due, finish_step, leave, start
from jaras.inclusion.actions.goals import add_goal, amend_goal, move_goal, put_back_goal, remove_goal
from jaras.inclusion.actions.steps import add_step, amend_step, put_back_step, remove_step

__all__ = [
    "achieve",
    "add_goal",
    "add_step",
    "agree",
    "amend",
    "amend_goal",
    "amend_step",
    "begin",
    "carry_on",
    "fall_due",
    "finish_step",
    "leave",
    "move_goal",
    "put_back_goal",
    "put_back_step",
    "remove_goal",
    "remove_step",
    "revise",
    "start",
]

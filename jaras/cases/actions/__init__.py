"""Every write about a case."""

from jaras.cases.actions.closing import (
    approve_closure,
    refuse_closure,
    reopen,
    request_closure,
    take_news,
)
from jaras.cases.actions.documents import add_document
from jaras.cases.actions.glass import break_glass
from jaras.cases.actions.joining import add_person, join_team, leave_team, register_person
from jaras.cases.actions.moving import enter_stage, move_case, set_level
from jaras.cases.actions.opening import amend, open_case
from jaras.cases.actions.past import PastCase, keep_past, take_back_past
from jaras.cases.actions.planning import finish_next, plan_next
from jaras.cases.actions.recognising import recognise, take_apart
from jaras.cases.actions.sealing import seal, unseal
from jaras.cases.actions.timeline import Line, note, tell, tell_many

__all__ = [
    "Line",
    "PastCase",
    "add_document",
    "add_person",
    "amend",
    "approve_closure",
    "break_glass",
    "enter_stage",
    "finish_next",
    "join_team",
    "keep_past",
    "leave_team",
    "move_case",
    "note",
    "open_case",
    "plan_next",
    "recognise",
    "refuse_closure",
    "register_person",
    "reopen",
    "request_closure",
    "seal",
    "set_level",
    "take_apart",
    "take_back_past",
    "take_news",
    "tell",
    "tell_many",
    "unseal",
]

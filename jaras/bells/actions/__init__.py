"""Every write of a bell: it is rung, carried, blocked, handed over, done."""

from jaras.bells.actions.carrying import accept, block, decline, finish, reopen, start
from jaras.bells.actions.changing import amend, ask, drop, postpone
from jaras.bells.actions.handing import offer, refuse_offer, take
from jaras.bells.actions.helping import Ask, answer_help, ask_help
from jaras.bells.actions.ringing import ring

__all__ = [
    "Ask",
    "accept",
    "amend",
    "answer_help",
    "ask",
    "ask_help",
    "block",
    "decline",
    "drop",
    "finish",
    "offer",
    "postpone",
    "refuse_offer",
    "reopen",
    "ring",
    "start",
    "take",
]

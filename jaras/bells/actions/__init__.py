"""Every write of a bell: it is rung, carried, blocked, handed over, done."""

from jaras.bells.actions.answers import hear_answer
from jaras.bells.actions.carrying import accept, block, decline, finish, reopen, start
from jaras.bells.actions.changing import amend, ask, drop, postpone
from jaras.bells.actions.handing import offer, refuse_offer, take
from jaras.bells.actions.helping import Ask, answer_help, ask_help
from jaras.bells.actions.letters import (
    answer_for_partner,
    letter_went,
    note_help,
    remind_partner,
    renew_link,
    see_help,
    write_to_member,
    write_to_partner,
)
from jaras.bells.actions.ringing import ring

__all__ = [
    "Ask",
    "accept",
    "amend",
    "answer_for_partner",
    "answer_help",
    "ask",
    "ask_help",
    "block",
    "decline",
    "drop",
    "finish",
    "hear_answer",
    "letter_went",
    "note_help",
    "offer",
    "postpone",
    "refuse_offer",
    "remind_partner",
    "renew_link",
    "reopen",
    "ring",
    "see_help",
    "start",
    "take",
    "write_to_member",
    "write_to_partner",
]

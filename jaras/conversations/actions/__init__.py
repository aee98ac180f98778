"""Every write about conversations."""

from jaras.conversations.actions.arriving import give_up_arrival, keep_arrival, take_arrival
from jaras.conversations.actions.channels import set_channel
from jaras.conversations.actions.hearing import arrive
from jaras.conversations.actions.media import keep_media, miss_media, propose_words, transcribe
from jaras.conversations.actions.pasting import paste
from jaras.conversations.actions.replying import (
    let_go,
    note_failed,
    note_held,
    note_sent,
    note_stopped,
    note_went,
    reply,
    send_now,
    try_again,
    write,
)
from jaras.conversations.actions.tying import (
    assign,
    call_back,
    lift_mark,
    make_report,
    mark_address,
    say_nobody,
    say_who,
    set_aside,
    tie_taken,
    write_note,
)

__all__ = [
    "arrive",
    "assign",
    "call_back",
    "give_up_arrival",
    "keep_arrival",
    "keep_media",
    "let_go",
    "lift_mark",
    "make_report",
    "mark_address",
    "miss_media",
    "note_failed",
    "note_held",
    "note_sent",
    "note_stopped",
    "note_went",
    "paste",
    "propose_words",
    "reply",
    "say_nobody",
    "say_who",
    "send_now",
    "set_aside",
    "set_channel",
    "take_arrival",
    "tie_taken",
    "transcribe",
    "try_again",
    "write",
    "write_note",
]

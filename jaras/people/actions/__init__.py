"""Every write about persons."""

from jaras.people.actions.asking import answer_elsewhere, ask_elsewhere, close_inquiries, find_nobody
from jaras.people.actions.counting import count_names
from jaras.people.actions.linking import (
    Likeness,
    confirm_link,
    leave_unsure,
    propose_link,
    propose_links,
    refuse_link,
    unlink,
)
from jaras.people.actions.lying import lay_many, lift
from jaras.people.actions.merging import merge
from jaras.people.actions.night import search_registry
from jaras.people.actions.packing import lay_everybody, pack_keys
from jaras.people.actions.parting import unmerge
from jaras.people.actions.reaching import (
    add_telephone,
    attach_identity,
    detach_identity,
    drop_telephone,
)
from jaras.people.actions.relations import drop_relation, end_relation, leave, live, relate, warn
from jaras.people.actions.writing import (
    About,
    amend,
    follow_link,
    follow_links,
    register,
    register_many,
    take_back_many,
)

__all__ = [
    "About",
    "Likeness",
    "add_telephone",
    "amend",
    "answer_elsewhere",
    "ask_elsewhere",
    "attach_identity",
    "close_inquiries",
    "confirm_link",
    "count_names",
    "detach_identity",
    "drop_relation",
    "drop_telephone",
    "end_relation",
    "find_nobody",
    "follow_link",
    "follow_links",
    "lay_everybody",
    "lay_many",
    "leave",
    "leave_unsure",
    "lift",
    "live",
    "merge",
    "pack_keys",
    "propose_link",
    "propose_links",
    "refuse_link",
    "register",
    "register_many",
    "relate",
    "search_registry",
    "take_back_many",
    "unlink",
    "unmerge",
    "warn",
]

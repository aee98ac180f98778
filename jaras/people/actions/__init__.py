"""Every write about persons."""

from jaras.people.actions.linking import (
    Likeness,
    confirm_link,
    leave_unsure,
    propose_link,
    propose_links,
    refuse_link,
    unlink,
)
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
    "amend",
    "confirm_link",
    "follow_link",
    "follow_links",
    "leave_unsure",
    "propose_link",
    "propose_links",
    "refuse_link",
    "register",
    "register_many",
    "take_back_many",
    "unlink",
]

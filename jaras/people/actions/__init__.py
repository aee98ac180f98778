"""Every write about persons."""

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
    "amend",
    "follow_link",
    "follow_links",
    "register",
    "register_many",
    "take_back_many",
]

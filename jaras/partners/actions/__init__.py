"""Every write of the directory."""

from jaras.partners.actions.organisations import About, amend, register, restore, retire
from jaras.partners.actions.services import Gives, add_service, amend_service, restore_service, retire_service

__all__ = [
    "About",
    "Gives",
    "add_service",
    "amend",
    "amend_service",
    "register",
    "restore",
    "restore_service",
    "retire",
    "retire_service",
]

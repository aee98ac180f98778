"""Every write of the directory, of the board of places."""

from jaras.partners.actions.confirmations import (
    ask_partner,
    confirm_by_link,
    correct_by_link,
    note_mailed,
    settle_correction,
)
from jaras.partners.actions.contacts import Reached, add_contact, amend_contact, retire_contact
from jaras.partners.actions.conventions import (
    Agreed,
    amend_convention,
    conclude_convention,
    let_convention_go,
)
from jaras.partners.actions.occupancies import (
    Taken,
    arrive,
    come_in,
    expire,
    extend,
    hold,
    leave,
    mend,
    release,
    shut,
)
from jaras.partners.actions.organisations import About, amend, confirm, register, restore, retire
from jaras.partners.actions.services import Gives, add_service, amend_service, restore_service, retire_service
from jaras.partners.actions.sites import (
    Receives,
    Takes,
    add_site,
    add_units,
    amend_site,
    amend_unit,
    ask_site,
    confirm_site,
    renew_site_link,
    send_site_link,
)
from jaras.partners.actions.succession import rename, replace
from jaras.partners.actions.taking_back import take_back_many

__all__ = [
    "About",
    "Agreed",
    "Gives",
    "Reached",
    "Receives",
    "Taken",
    "Takes",
    "add_contact",
    "add_service",
    "add_site",
    "add_units",
    "amend",
    "amend_contact",
    "amend_convention",
    "amend_service",
    "amend_site",
    "amend_unit",
    "arrive",
    "ask_partner",
    "ask_site",
    "come_in",
    "conclude_convention",
    "confirm",
    "confirm_by_link",
    "confirm_site",
    "correct_by_link",
    "expire",
    "extend",
    "hold",
    "leave",
    "let_convention_go",
    "mend",
    "note_mailed",
    "register",
    "release",
    "rename",
    "renew_site_link",
    "replace",
    "restore",
    "restore_service",
    "retire",
    "retire_contact",
    "retire_service",
    "send_site_link",
    "settle_correction",
    "shut",
    "take_back_many",
]

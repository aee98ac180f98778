"""Every write of the directory, of the board of places."""

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
    confirm_site,
    renew_site_link,
)

__all__ = [
    "About",
    "Gives",
    "Receives",
    "Taken",
    "Takes",
    "add_service",
    "add_site",
    "add_units",
    "amend",
    "amend_service",
    "amend_site",
    "amend_unit",
    "arrive",
    "come_in",
    "confirm",
    "confirm_site",
    "expire",
    "extend",
    "hold",
    "leave",
    "mend",
    "register",
    "release",
    "renew_site_link",
    "restore",
    "restore_service",
    "retire",
    "retire_service",
    "shut",
]

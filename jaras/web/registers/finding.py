"""The register an address names, with the words of its states."""

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jaras.registers import queries
from jaras.registers.models import Register
from jaras.registers.rules import RegisterState
from jaras.web.shell.request import Request

STATES = {
    RegisterState.RECEIVED: pgettext_lazy("register", "received"),
    RegisterState.READING: _("being read"),
    RegisterState.UNREADABLE: _("cannot be read"),
    RegisterState.READ: _("columns to name"),
    RegisterState.CHECKING: _("being checked"),
    RegisterState.CHECKED: _("ready to be written"),
    RegisterState.WRITING: _("being written"),
    RegisterState.WRITTEN: pgettext_lazy("register", "written"),
    RegisterState.UNDOING: _("being taken back"),
    RegisterState.UNDONE: _("taken back"),
    RegisterState.DROPPED: _("given up"),
}
KINDS = {
    RegisterState.WRITTEN: "done",
    RegisterState.UNDONE: "locked",
    RegisterState.DROPPED: "locked",
    RegisterState.CHECKED: "current",
    RegisterState.READ: "current",
}


def find(request: Request, pk: int) -> Register:
    register = queries.opened(request.actor, pk)
    if register is None:
        raise Http404
    return register

"""What pages call the steps of an exceptional access."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from jaras.governance.models import ExceptionalAccess
from jaras.governance.rules import AskedBy, GlassState
from jaras.kernel.record.models import Act


@dataclass(frozen=True)
class Standing:
    """Where it stands: the word, how it is drawn."""

    word: str
    kind: str
    sign: str | None = None


def standing(given: ExceptionalAccess, *, at: datetime) -> Standing:
    if given.state == GlassState.IN_FORCE and given.until > at:
        return Standing(_("in force"), "current", "eye")
    if given.state != GlassState.REVIEWED:
        return Standing(_("to review"), "waiting")
    if given.justified:
        return Standing(_("justified"), "done", "check")
    return Standing(_("not justified"), "plain", "cross")


def asked_by(given: ExceptionalAccess) -> str:
    return {
        AskedBy.REFERENCE: _("by the reference of a card"),
        AskedBy.TELEPHONE: _("by a telephone"),
        AskedBy.NAME: _("by a name with its year of birth"),
    }[AskedBy(given.asked_by)]


def subjects() -> dict[str, str]:
    """What was read, never whose."""
    return {
        "case": _("A file"),
        "person": _("A person"),
        "report": _("A report"),
        "document": _("A document"),
        "session_item": _("An item of a session"),
        "sheet": _("The watch on paper"),
    }


def acts() -> dict[str, str]:
    return {Act.OPENED: _("opened"), Act.SEARCHED: _("searched"), Act.EXPORTED: _("taken out")}

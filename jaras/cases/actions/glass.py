"""Exceptional access begins here, where cases are known."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.cases.queries import glass
from jaras.governance import actions as governance
from jaras.governance.models import ExceptionalAccess
from jaras.governance.rules import AskedBy
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.people import queries as people


@transaction.atomic
def break_glass(
    *,
    reason: str,
    hours: int,
    by: Actor,
    at: datetime,
    reference: str = "",
    telephone: str = "",
    name: str = "",
    born_in: int | None = None,
    key: str = "",
) -> ExceptionalAccess:
    """Ask for one file by one exact thing; it opens for these hours if something answers to it."""
    ways: dict[AskedBy, tuple[str, Callable[[], int | None]]] = {
        AskedBy.REFERENCE: (reference, lambda: glass.with_reference(reference)),
        AskedBy.TELEPHONE: (
            telephone,
            lambda: glass.first_to_open(by, people.with_telephone(telephone)),
        ),
        AskedBy.NAME: (
            name,
            lambda: glass.first_to_open(by, people.named(name, born_in=born_in or 0)),
        ),
    }
    said = [way for way, (typed, _find) in ways.items() if typed.strip()]
    if len(said) != 1:
        raise Refused(
            _("Write one of the three: the reference, the telephone, or the full name."), field="reference"
        )
    if said == [AskedBy.NAME] and born_in is None:
        raise Refused(_("Write the year of birth beside the name."), field="born_in")
    typed, find = ways[said[0]]
    return governance.ask_exceptional_access(
        asked_by=said[0], said=typed, find=find, reason=reason, hours=hours, by=by, at=at, key=key
    )

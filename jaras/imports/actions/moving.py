"""An import goes from one state to the next."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from jaras.imports.models import DirectoryImport
from jaras.imports.rules import IMPORT
from jaras.kernel import workflow
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict

MOVED = _("This import has moved on meanwhile: look at it again.")


def step(imported: DirectoryImport, verb: str, *, by: Actor, at: datetime, **values: object) -> None:
    """Move it with the values that go along; what the file said goes; the caller holds the transaction."""
    try:
        workflow.move(imported, IMPORT, verb, by=by, at=at)
        imported.moved_at, imported.found = at, {}
        for name, value in values.items():
            setattr(imported, name, value)
        imported.save_checked("state", "moved_at", "found", *values)
    except (workflow.IllegalMove, Conflict) as moved:
        raise Refused(MOVED) from moved

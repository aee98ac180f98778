"""What nobody confirmed, what cannot be undone any more, does not keep its words for ever."""

from django.utils.timezone import now

from jaras.imports import actions
from jaras.imports.actions.receiving import KEPT_UNCONFIRMED
from jaras.imports.actions.undoing import UNDONE_WITHIN
from jaras.imports.models import DirectoryImport
from jaras.imports.rules import ImportState
from jaras.kernel.actor import SYSTEM


def let_go() -> None:
    """Twice on a day changes nothing."""
    at = now()
    old = DirectoryImport.objects.filter(state=ImportState.READ, moved_at__lt=at - KEPT_UNCONFIRMED)
    for imported in old:
        actions.drop(imported=imported, by=SYSTEM, at=at)
    written = DirectoryImport.objects.filter(state=ImportState.WRITTEN, moved_at__lt=at - UNDONE_WITHIN)
    for imported in written:
        actions.settle(imported=imported, by=SYSTEM, at=at)

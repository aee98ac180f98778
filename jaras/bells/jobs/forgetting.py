"""What bells do when a file they are tied to is emptied."""

from datetime import datetime

from django.utils.translation import gettext as _

from jaras.bells.actions.changing import dropped
from jaras.bells.models import Bell
from jaras.kernel.actor import Actor
from jaras.privacy import actions as privacy
from jaras.privacy.events import Forgotten

TIES = ("case", "report")


def on_forgotten(event: Forgotten, *, by: Actor, at: datetime) -> None:
    """Their words told of it: they go with it; what still hung is dropped, whether it was kept stays."""
    if event.kind not in TIES:
        return
    rows = Bell.objects.filter(forgotten_at=None, **{f"{event.kind}__in": event.things})
    if not (ids := list(rows.values_list("pk", flat=True))):
        return
    for bell in rows.open():
        dropped(bell, _("The file it was about was emptied."), by=by, at=at)
    privacy.forget(kind="bell", ids=ids, by=by, at=at)

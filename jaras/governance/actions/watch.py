"""The watch: taken, handed over, ended."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jaras.governance import events as facts
from jaras.governance import queries
from jaras.governance.models import Member, Watch, actor_of
from jaras.governance.queries.roster import planned_end
from jaras.governance.roles import watch_changes
from jaras.governance.rules import GovernanceVerb, may_end_watch, service_day, turn_end
from jaras.kernel import access, events, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused

NOTE = 8000


class WatchHeld(Refused):
    """Somebody holds the watch; `watch` says who."""

    def __init__(self, watch: Watch) -> None:
        super().__init__(
            _("%(name)s holds the watch: ask them to hand it over to you.") % {"name": watch.holder.called}
        )
        self.watch = watch


@transaction.atomic
def take_watch(*, by: Actor, at: datetime, until: datetime | None = None) -> Watch:
    """One tap: the watch is mine until the next change; refused while somebody holds it."""
    access.require(by, GovernanceVerb.WATCH)
    held = Watch.objects.current().select_related("holder").first()
    if held is not None:
        raise WatchHeld(held)
    watch = _begin(queries.member_of(by), until=until, at=at)
    events.publish(facts.WatchTaken(watch_id=watch.pk, holder_id=watch.holder_id), by=by, at=at)
    return watch


@transaction.atomic
def hand_over_watch(
    *, watch: Watch, to: Member, note: str, by: Actor, at: datetime, until: datetime | None = None
) -> Watch:
    """The next one holds it, with the note of what the night leaves; given, or taken over once it is late."""
    _finish(watch, note=note, by=by, at=at)
    if to.pk == watch.holder_id:
        raise Refused(_("%(name)s holds the watch already.") % {"name": to.called}, field="to")
    if not actor_of(to).can(GovernanceVerb.WATCH):
        raise Refused(_("%(name)s cannot hold the watch.") % {"name": to.called}, field="to")
    following = _begin(to, until=until, at=at)
    events.publish(
        facts.WatchHandedOver(watch_id=watch.pk, next_id=following.pk, holder_id=to.pk), by=by, at=at
    )
    return following


@transaction.atomic
def end_watch(*, watch: Watch, note: str, by: Actor, at: datetime) -> Watch:
    """Nobody holds the watch from now on; what is left is written down."""
    _finish(watch, note=note, by=by, at=at)
    events.publish(facts.WatchEnded(watch_id=watch.pk), by=by, at=at)
    return watch


@transaction.atomic
def name_deputy(*, watch: Watch, deputy: Member, by: Actor, at: datetime) -> Watch:
    """Who stands behind whoever holds the watch: told when they do not answer."""
    access.require(by, GovernanceVerb.WATCH, watch)
    if deputy.pk == watch.holder_id:
        raise Refused(_("%(name)s holds the watch already.") % {"name": deputy.called}, field="deputy")
    if not actor_of(deputy).can(GovernanceVerb.WATCH):
        raise Refused(_("%(name)s cannot hold the watch.") % {"name": deputy.called}, field="deputy")
    if not Watch.objects.current().filter(pk=watch.pk).update(deputy=deputy):
        raise Refused(_("This watch has already ended: look at who holds it now."))
    watch.deputy = deputy
    events.publish(facts.DeputyNamed(watch_id=watch.pk, deputy_id=deputy.pk), by=by, at=at)
    return watch


def _begin(holder: Member, *, until: datetime | None, at: datetime) -> Watch:
    local = timezone.localtime(at)
    if until is None:
        until = planned_end(holder, at=at) or turn_end(local, watch_changes)
    elif until <= at:
        raise Refused(_("The end of the watch is still to come: choose a later hour."), field="until")
    try:
        with transaction.atomic():
            return Watch.objects.create(
                holder=holder, started_at=at, until=until, service_day=service_day(local)
            )
    except IntegrityError:  # another hand was quicker
        raise WatchHeld(Watch.objects.current().select_related("holder").get()) from None


def _finish(watch: Watch, *, note: str, by: Actor, at: datetime) -> None:
    access.require(by, GovernanceVerb.WATCH, watch)
    mine, relieves = watch.holder_id == by.member_id, by.can(GovernanceVerb.RELIEVE)
    if not may_end_watch(mine=mine, relieves=relieves, until=watch.until, at=at):
        raise WatchHeld(watch)
    watch.note = text.within(note, limit=NOTE, field="note")
    sealed = Watch._meta.get_field("note").pre_save(watch, False)
    if not Watch.objects.current().filter(pk=watch.pk).update(ended_at=at, note=sealed):
        raise Refused(_("This watch has already ended: look at who holds it now."))
    watch.ended_at = at

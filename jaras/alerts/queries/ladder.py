"""To whom an alert is told at each step."""

from datetime import datetime

from jaras.alerts.models import Alert
from jaras.governance.models import Member, Watch, actor_of
from jaras.governance.queries import current_watch
from jaras.governance.queries.doors import heads
from jaras.governance.queries.roster import next_turn, on_call
from jaras.governance.rules import NEEDS_POLE as POLE_LEAD
from jaras.kernel import access


def told_at(
    alert: Alert, step: str, *, holder_id: int | None, poles: tuple[str, ...], at: datetime
) -> list[Member]:
    """The members of a step who may see what the alert is about; none where there is nobody."""
    found = _members(step, holder_id=holder_id, poles=poles, at=at)
    return [member for member in found if access.can_see(actor_of(member, at=at), alert)]


def deputy(watch: Watch | None, *, at: datetime) -> Member | None:
    """Who stands behind whoever holds the watch, else who comes next on the roster."""
    if watch is not None and watch.deputy is not None:
        return watch.deputy
    coming = next_turn(at=at)
    return coming.member if coming is not None else None


def _members(step: str, *, holder_id: int | None, poles: tuple[str, ...], at: datetime) -> list[Member]:
    if step == "head":
        return heads(but=0)
    if step == "pole_lead":
        if called := on_call(poles, at=at):
            return called
        leads = [member for member in Member.objects.active().order_by("id") if POLE_LEAD in member.roles]
        return [lead for lead in leads if lead.pole in poles] or ([] if poles else leads)
    if step == "holder":
        return list(Member.objects.active().filter(pk=holder_id)) if holder_id else []
    watch = current_watch(at=at)
    if step == "watch":
        return [watch.holder] if watch is not None else []
    second = deputy(watch, at=at)
    return [second] if second is not None and (watch is None or second.pk != watch.holder_id) else []

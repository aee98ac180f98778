"""A bell is rung: what, why, who, when, where, how, with whom."""

from collections.abc import Sequence
from datetime import datetime
from secrets import token_hex

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jaras.bells import events as facts
from jaras.bells.actions.helping import Ask, write_help
from jaras.bells.actions.moving import require_carrier, require_days
from jaras.bells.actions.telling import tell
from jaras.bells.models import HOW, SPOT, WHAT, Bell
from jaras.bells.rules import BellState, BellsVerb
from jaras.care.models import Need
from jaras.cases.models import Case
from jaras.governance.models import Member
from jaras.governance.roles import management_roles
from jaras.intake.models import Report
from jaras.kernel import access, events, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.partners.models import Organisation, Site
from jaras.territory.models import Commune


@transaction.atomic
def ring(
    *,
    what: str,
    who: Member,
    due_at: datetime,
    role: str,
    suggested: str = "",
    why: str = "",
    how: str = "",
    report: Report | None = None,
    case: Case | None = None,
    need: Need | None = None,
    of: str = "",
    row: int | None = None,
    private: bool = False,
    undertaking: bool = False,
    organisation: Organisation | None = None,
    commune: Commune | None = None,
    site: Site | None = None,
    place_text: str = "",
    review_at: datetime | None = None,
    with_whom: Sequence[Ask] = (),
    token: str = "",
    by: Actor,
    at: datetime,
) -> Bell:
    """A promise is asked of somebody; whoever hangs it on themselves has accepted it.

    `token` makes it once however often the form is sent. `undertaking`: made in a session of a committee,
    about a file that whoever promises does not open.
    """
    access.require(by, BellsVerb.RING)
    if token and (known := _rung(token, by)) is not None:
        return known
    what = text.within(what, limit=WHAT, field="what")
    if not what:
        raise Refused(_("Write what will be done."), field="what")
    require_days(due_at, review_at, at=at)
    if role not in management_roles():
        raise Refused(_("Choose a role."), field="role")
    for thing in (report, case):
        if thing is not None and not access.can_see(by, thing):
            raise access.NotVisible(f"{type(thing).__name__} {thing.pk}")
    require_carrier(who, report=report, case=case, undertaking=undertaking, at=at)
    bell = Bell(
        what=what,
        why=text.within(why, limit=WHAT, field="why"),
        how=text.within(how, limit=HOW, field="how"),
        who=who,
        organisation=organisation or who.organisation,
        role=role,
        suggested=suggested,
        report=report,
        case=case,
        need=need,
        of=of,
        row=row,
        private=private,
        commune=commune,
        site=site,
        place_text=text.within(place_text, limit=SPOT, field="place_text"),
        due_at=due_at,
        first_due_at=due_at,
        review_at=review_at,
        rung_by_id=by.member_id,
        rung_at=at,
        state=BellState.ACCEPTED if who.pk == by.member_id else BellState.RUNG,
        token=token or token_hex(16),
    )
    try:
        with transaction.atomic():
            bell.save()
    except IntegrityError:  # the same form, sent twice at once
        if (known := _rung(token, by)) is None:
            raise
        return known
    events.publish(facts.BellRung(bell_id=bell.pk, who_id=who.pk, role=role), by=by, at=at)
    tell(bell, "ring", by=by, at=at)
    for each in with_whom:
        write_help(bell, each, undertaking=undertaking, by=by, at=at)
    return bell


def _rung(token: str, by: Actor) -> Bell | None:
    return Bell.objects.filter(token=token, rung_by=by.member_id).first()

"""On which ground a partner may be told of somebody."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jaras.care.lists import sharing_grounds
from jaras.care.models import Need
from jaras.care.queries.sharing import Agreement, agreement, concerned
from jaras.care.rules.referrals import CONSENT
from jaras.kernel import text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.people.models import Person
from jaras.privacy import actions as privacy
from jaras.privacy.lists import askers, consent_ways
from jaras.privacy.rules import SHARE, ConsentState

LONGEST_REASON = 300
ASK = _("Ask the person whether a partner may be told, or say which other ground there is.")


@dataclass(frozen=True)
class Ground:
    """What a referral rests on, in its columns; nothing where nobody is known."""

    basis: str = ""
    basis_reason: str = ""


@dataclass(frozen=True)
class Said:
    """What is said of the ground: its code, the way in which a yes was heard just now, who said it, why."""

    basis: str = CONSENT
    agreed: str = ""
    said_by: str = "person"  # for somebody who is a child; others say it themselves
    reason: str = ""


FROM_BEFORE = Said()  # they said yes another day


def ground(need: Need, said: Said, *, by: Actor, at: datetime) -> Ground:
    """What this need is entrusted on; a yes heard just now is written into the ledger.

    Their rows are locked: nobody takes a yes back between this look and the letter.
    """
    persons = list(Person.objects.select_for_update().filter(pk__in=[each.pk for each in concerned(need)]))
    if not persons:
        return Ground()
    if said.basis not in sharing_grounds():
        raise Refused(ASK, field="basis")
    if said.basis != CONSENT:
        return Ground(said.basis, _why(said.reason))
    _take_consent(agreement(persons), said, by=by, at=at)
    return Ground(CONSENT)


def _why(reason: str) -> str:
    reason = text.within(reason, limit=LONGEST_REASON, field="basis_reason")
    if not reason:
        raise Refused(_("Say why: what puts them in danger, which law, which order."), field="basis_reason")
    return reason


def _take_consent(known: Agreement, said: Said, *, by: Actor, at: datetime) -> None:
    if known.against:
        raise Refused(
            _("%(name)s does not agree: nobody is told with their agreement until they change their mind.")
            % {"name": known.against[0].person.name},
            field="basis",
        )
    if known.unasked and not said.agreed:
        raise Refused(ASK, field="basis")
    way = consent_ways().get(said.agreed)
    if known.unasked and (way is None or not way.more.get("hand")):
        raise Refused(_("This value is not in the list."), field="agreed")
    on = timezone.localtime(at).date()
    for person in known.unasked:
        child = person.is_child(on)
        if child and said.said_by not in set(askers().codes()) - {"person"}:
            raise Refused(_("Say who says yes for the child."), field="agreed_by")
        privacy.note_consent(
            person=person,
            purpose=SHARE,
            state=ConsentState.GIVEN,
            way=said.agreed,
            said_by=said.said_by if child else "person",
            by=by,
            at=at,
        )

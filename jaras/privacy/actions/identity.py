"""The identity number of a person is written down, or taken away."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.kernel import access, events
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.people.models import Person
from jaras.people.rules import PeopleVerb
from jaras.privacy import events as facts
from jaras.privacy.lists import identity_kinds
from jaras.privacy.models import IdentityNumber
from jaras.privacy.queries import digest, may_keep_health
from jaras.privacy.rules import CARD, normalised


@transaction.atomic
def note_identity_number(*, person: Person, number: str, kind: str = CARD, by: Actor, at: datetime) -> None:
    """Keep the number of a document of this kind; nothing typed takes away what was kept."""
    access.require(by, PeopleVerb.AMEND, person)
    written = normalised(number)
    if kind not in identity_kinds():
        raise Refused(_("This value is not in the list."), field="kind")
    kept = IdentityNumber.objects.select_for_update().filter(person=person, kind=kind).first()
    if number.strip() and not written:
        raise Refused(_("Write the number as it stands on the paper: Latin letters, digits."), field="number")
    if written and not may_keep_health():
        raise Refused(
            _(
                "Identity numbers are off: no authorisation of the national commission (law 09-08) "
                "is entered."
            ),
            field="number",
        )
    if written == (str(kept) if kept else ""):
        return
    row = kept or IdentityNumber(person=person, kind=kind)
    row.number, row.digest = written, digest(written) if written else ""
    row.written_by_id, row.written_at = by.member_id, at
    row.save()
    events.publish(
        facts.IdentityNumberNoted(person_id=person.pk, kind=kind, kept=bool(written)), by=by, at=at
    )

"""What a person says of a purpose is written down; a change of mind is a new line."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.kernel import access, events, files
from jaras.kernel.actor import Actor
from jaras.kernel.models import StoredFile
from jaras.kernel.refusal import Refused
from jaras.people.lists import languages
from jaras.people.models import Person
from jaras.people.rules import PeopleVerb
from jaras.privacy import events as facts
from jaras.privacy import lists
from jaras.privacy.actions.photographs import erase_photograph
from jaras.privacy.models import Consent
from jaras.privacy.queries import consent_states
from jaras.privacy.rules import PHOTOGRAPH, ConsentState, joined

JOINED = "joined"


def note_consent(
    *,
    person: Person,
    purpose: str,
    state: str,
    way: str,
    by: Actor,
    at: datetime,
    said_by: str = "person",
    language: str = "",
    proof: bytes = b"",
) -> Consent:
    """A yes, a no, a change of mind; a paper or a recording is its proof."""
    access.require(by, PeopleVerb.AMEND, person)
    for items, code, field in (
        (lists.consent_purposes(), purpose, "purpose"),
        (lists.askers(), said_by, "said_by"),
        (lists.consent_ways(), way, "way"),
    ):
        if code not in items:
            raise Refused(_("This value is not in the list."), field=field)
    if state not in set(ConsentState) or not lists.consent_ways()[way].more.get("hand"):
        raise Refused(_("This value is not in the list."), field="way")
    if language and language not in languages():
        raise Refused(_("This value is not in the list."), field="language")
    kept = _kept(proof)
    try:
        with transaction.atomic():
            before = consent_states(Person.objects.select_for_update().get(pk=person.pk))[purpose]
            if state == ConsentState.WITHDRAWN and before != ConsentState.GIVEN:
                raise Refused(_("There is nothing to take back: they did not agree before."), field="state")
            file = files.register(kept, by=by, at=at) if kept else None
            return _write(person, purpose, ConsentState(state), way, said_by, language, file, by=by, at=at)
    except BaseException:
        if kept is not None:
            files.drop(kept)
        raise


@transaction.atomic
def join_consents(*, kept: Person, other: Person, by: Actor, at: datetime) -> list[Consent]:
    """Two records are of one person: the one that is kept never allows what the other refused."""
    access.require(by, PeopleVerb.READ, kept)
    theirs = consent_states(other)
    if not any(theirs.values()):
        return []
    mine = consent_states(kept)
    both = {purpose: joined((state, theirs[purpose])) for purpose, state in mine.items()}
    return [
        _write(kept, purpose, state, JOINED, "person", "", None, by=by, at=at)
        for purpose, state in both.items()
        if state is not None and state != mine[purpose]
    ]


@transaction.atomic
def keep_strictest(
    *, kept: Person, memory: dict[str, ConsentState | None], by: Actor, at: datetime
) -> list[Consent]:
    """In one ledger now, the last line may allow more than both did: then a line says less."""
    access.require(by, PeopleVerb.READ, kept)
    now = consent_states(kept)
    refused = memory[PHOTOGRAPH] not in (None, ConsentState.GIVEN)
    if refused and erase_photograph(kept, at=at):
        events.publish(facts.PhotographRemoved(person_id=kept.pk), by=by, at=at)
    return [
        _write(kept, purpose, state, JOINED, "person", "", None, by=by, at=at)
        for purpose, state in memory.items()
        if state is not None and state != now[purpose]
    ]


def _write(
    person: Person,
    purpose: str,
    state: ConsentState,
    way: str,
    said_by: str,
    language: str,
    proof: StoredFile | None,
    *,
    by: Actor,
    at: datetime,
) -> Consent:
    line = Consent.objects.create(
        person=person,
        purpose=purpose,
        state=state,
        said_by=said_by,
        way=way,
        language=language,
        proof=proof,
        by_id=by.member_id,
        at=at,
    )
    told = facts.ConsentNoted(consent_id=line.pk, person_id=person.pk, purpose=purpose, state=state, way=way)
    events.publish(told, by=by, at=at)
    if purpose == PHOTOGRAPH and state != ConsentState.GIVEN and erase_photograph(person, at=at):
        events.publish(facts.PhotographRemoved(person_id=person.pk), by=by, at=at)
    return line


def _kept(proof: bytes) -> files.Kept | None:
    if not proof:
        return None
    try:
        return files.keep(proof, name="")
    except files.FileRefused as refusal:
        raise Refused(
            _("This file cannot be kept: %(reason)s.") % {"reason": refusal.reason}, field="proof"
        ) from refusal

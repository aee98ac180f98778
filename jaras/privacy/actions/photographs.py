"""A photograph of a person: kept with their consent alone, gone with it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.kernel import access, events, files
from jaras.kernel.actor import Actor
from jaras.kernel.models import StoredFile
from jaras.kernel.refusal import Refused
from jaras.people.models import Person
from jaras.people.rules import PeopleVerb
from jaras.privacy import events as facts
from jaras.privacy.models import Photograph
from jaras.privacy.queries import consent_states
from jaras.privacy.rules import PHOTOGRAPH, ConsentState


def keep_photograph(*, person: Person, content: bytes, by: Actor, at: datetime) -> Photograph:
    """The picture in place of the one before; redrawn, so that no place stays in it."""
    access.require(by, PeopleVerb.AMEND, person)
    _require_consent(person)
    if not content:
        raise Refused(_("Choose a picture."), field="photograph")
    try:
        kept = files.keep(content)
    except files.FileRefused as refusal:
        raise Refused(
            _("This file cannot be kept: %(reason)s.") % {"reason": refusal.reason}, field="photograph"
        ) from refusal
    try:
        if not kept.media_type.startswith("image/"):
            raise Refused(_("This is not a picture."), field="photograph")
        with transaction.atomic():
            _require_consent(Person.objects.select_for_update().get(pk=person.pk))
            erase_photograph(person, at=at)
            file = files.register(kept, by=by, at=at)
            made = Photograph.objects.create(
                person=person, file=file, taken_in_by_id=by.member_id, taken_in_at=at
            )
            told = facts.PhotographKept(person_id=person.pk, photograph_id=made.pk)
            events.publish(told, by=by, at=at)
            return made
    except BaseException:
        files.drop(kept)
        raise


@transaction.atomic
def remove_photograph(*, person: Person, by: Actor, at: datetime) -> None:
    """Nobody needs a reason to take a picture away."""
    access.require(by, PeopleVerb.AMEND, person)
    if erase_photograph(person, at=at):
        events.publish(facts.PhotographRemoved(person_id=person.pk), by=by, at=at)


def erase_photograph(person: Person, *, at: datetime) -> bool:
    """The bytes of the picture go, its row says when; inside the caller's transaction, which tells it."""
    row = Photograph.objects.select_for_update().filter(person=person, removed_at=None).first()
    if row is None or row.file_id is None:
        return False
    files.erase(StoredFile.objects.filter(pk=row.file_id).exclude(size=0))
    row.file, row.removed_at = None, at
    row.save(update_fields=["file", "removed_at"])
    return True


def _require_consent(person: Person) -> None:
    if consent_states(person)[PHOTOGRAPH] != ConsentState.GIVEN:
        raise Refused(
            _("A photograph is kept with the consent of the person: write it down first."),
            field="photograph",
        )

"""What a person agreed to: the last line of each purpose."""

from collections.abc import Sequence

from jaras.kernel.actor import Actor
from jaras.people.models import Person
from jaras.privacy.lists import consent_purposes
from jaras.privacy.models import Consent, Photograph
from jaras.privacy.rules import PHOTOGRAPH, SHARE, ConsentState, joined


def ledger(person: Person, actor: Actor) -> list[Consent]:
    """Every line, the newest first."""
    return list(Consent.objects.visible_to(actor).filter(person=person).select_related("proof"))


def last_said(person: Person) -> dict[str, Consent]:
    """The line that counts for each purpose that was ever asked."""
    found: dict[str, Consent] = {}
    for line in Consent.objects.filter(person=person):
        found.setdefault(line.purpose, line)
    return found


def consent_states(person: Person) -> dict[str, ConsentState | None]:
    """For each purpose what the person said; none where they were never asked."""
    said = last_said(person)
    return {
        code: ConsentState(said[code].state) if code in said else None for code in consent_purposes().codes()
    }


def last_share(persons: Sequence[Person]) -> dict[int, Consent]:
    """What each of them said last of sharing with a partner; nothing for whoever was never asked."""
    lines = Consent.objects.filter(person__in=persons, purpose=SHARE).order_by("id")
    return {line.person_id: line for line in lines.select_related("person")}


def photograph(person: Person, actor: Actor) -> Photograph | None:
    """The picture that is kept of somebody, for whoever sees them."""
    rows = Photograph.objects.visible_to(actor).filter(person=person, removed_at=None, file__size__gt=0)
    return rows.select_related("file").first()


def may_be_photographed(person: Person) -> bool:
    return consent_states(person)[PHOTOGRAPH] == ConsentState.GIVEN


def both_said(kept: Person, absorbed: Person) -> dict[str, ConsentState | None]:
    """What two records allow together, before their lines stand in one ledger."""
    theirs = consent_states(absorbed)
    return {purpose: joined((state, theirs[purpose])) for purpose, state in consent_states(kept).items()}

"""What a person agreed to: the last line of each purpose."""

from jaras.kernel.actor import Actor
from jaras.people.models import Person
from jaras.privacy.lists import consent_purposes
from jaras.privacy.models import Consent
from jaras.privacy.rules import SHARE, ConsentState


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


def agreed_to_share(person: Person) -> Consent | None:
    """The consent under which a partner may be told; none where it was refused, taken back, never asked."""
    last = Consent.objects.filter(person=person, purpose=SHARE).first()
    return last if last is not None and last.state == ConsentState.GIVEN else None

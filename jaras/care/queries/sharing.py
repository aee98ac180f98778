"""What those whom a need concerns said of telling a partner."""

from collections.abc import Sequence
from dataclasses import dataclass

from jaras.care.models import Need
from jaras.people.models import Person
from jaras.privacy.models import Consent
from jaras.privacy.queries import last_share
from jaras.privacy.rules import ConsentState


@dataclass(frozen=True)
class Agreement:
    """The last line of each: who agreed, who does not, who was never asked."""

    given: list[Consent]
    against: list[Consent]
    unasked: list[Person]

    @property
    def complete(self) -> bool:
        """Everybody said yes before."""
        return bool(self.given) and not self.against and not self.unasked


def concerned(need: Need) -> list[Person]:
    """Whose need it is: the one it names, else everybody of the case."""
    if need.person is not None:
        return [need.person]
    return list(Person.objects.filter(parties__case_id=need.case_id).distinct().order_by("pk"))


def agreement(persons: Sequence[Person]) -> Agreement:
    last = last_share(persons)
    said = [last[person.pk] for person in persons if person.pk in last]
    return Agreement(
        given=[line for line in said if line.state == ConsentState.GIVEN],
        against=[line for line in said if line.state != ConsentState.GIVEN],
        unasked=[person for person in persons if person.pk not in last],
    )

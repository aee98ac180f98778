"""Until when a person is kept, as far as whoever reads sees what keeps them."""

from collections.abc import Sequence
from datetime import datetime

from jaras.cases.models import Case
from jaras.cases.queries import ending as cases_ending
from jaras.intake.models import Report
from jaras.intake.queries import ending as reports_ending
from jaras.people.models import Person
from jaras.privacy.queries import hold_on, kept_until
from jaras.privacy.rules import Stay, Staying


def staying(person: Person, cases: Sequence[Case], reports: Sequence[Report], *, at: datetime) -> Staying:
    """Two years once nothing tells of them; the day of what is seen alone, so that nothing else shows."""
    if person.forgotten_at is not None:
        return Staying("person", Stay.EMPTIED, person.forgotten_at)
    held = hold_on("person", person.pk) is not None
    seen = [
        *(cases_ending.staying(case) for case in cases),
        *(reports_ending.staying(report, leads=False) for report in reports),
    ]
    if any(each.stay == Stay.RUNS for each in seen):
        return Staying("person", Stay.RUNS, held=held)
    days = [each.on for each in seen if each.stay == Stay.ENDS and each.on is not None]
    first = max([kept_until("person", person.registered_at), *days, at])
    return Staying("person", Stay.EARLIEST, first, held)

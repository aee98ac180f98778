"""Which cases of a register people have worked with since it was written."""

from collections.abc import Sequence
from dataclasses import dataclass

from jaras.care.models import Intervention
from jaras.cases.models import Case
from jaras.cases.queries import worked_on
from jaras.kernel import ties
from jaras.kernel.batches import batches
from jaras.people.models import Person
from jaras.people.queries import answered_about
from jaras.registers.models import Register, RegisterRow

NAMED = 3
OURS = ("registers.registerrow", "care.intervention", "cases.party", "people.link")


@dataclass(frozen=True)
class Touched:
    """How many cases, with what to call the first of them."""

    count: int
    named: list[str]


def touched_since(register: Register) -> Touched:
    ids = register.rows.exclude(case=None).order_by().values_list("case_id", flat=True).distinct()
    touched = sorted(pk for piece in batches(ids.iterator(), 500) for pk in touched_cases(piece))
    return Touched(len(touched), [_called(pk) for pk in touched[:NAMED]])


def touched_cases(ids: Sequence[int]) -> set[int]:
    """The cases themselves, their interventions, their persons: changed, written in, or linked elsewhere."""
    found = worked_on(ids, but=("care.intervention", "registers.registerrow"))
    helps = Intervention.objects.filter(case__in=ids)
    rows = list(
        RegisterRow.objects.filter(case__in=ids).values_list("case_id", "intervention_id", "person_id")
    )
    ours = {intervention: case for case, intervention, _person in rows}
    for pk, case, version in helps.values_list("pk", "case_id", "version"):
        if pk not in ours or version != 1:
            found.add(case)
    tied = ties.tied(Intervention, list(ours), but=("registers.registerrow",))
    found |= {ours[pk] for pk in tied}
    return found | _through_persons({person: case for case, _help, person in rows if person}, set(ids))


def _through_persons(cases: dict[int, int], ids: set[int]) -> set[int]:
    """A person who was amended, is told of elsewhere, of whom somebody answered who they are."""
    found = {
        cases[pk]
        for pk in Person.objects.filter(pk__in=cases).exclude(version=1).values_list("pk", flat=True)
    }
    found |= {cases[pk] for pk in (*ties.tied(Person, list(cases), but=OURS), *answered_about(cases))}
    for kind in (Case.persons.through, Intervention):
        elsewhere = kind._default_manager.filter(person__in=cases).exclude(case__in=ids)
        found |= {cases[pk] for pk in elsewhere.values_list("person_id", flat=True)}
    return found


def _called(pk: int) -> str:
    """Their names, else the number of the case."""
    persons = [person.label for person in Person.objects.filter(parties__case=pk)[:2]]
    case = Case.objects.filter(pk=pk).first()
    return ", ".join(persons) or (case.registry_number if case else "") or f"№ {pk}"

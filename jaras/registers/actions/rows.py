"""Rows become persons, cases, interventions; each row keeps what it became."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from jaras.care import actions as care
from jaras.care.rules import Help
from jaras.cases import actions as cases
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.people import actions as people
from jaras.people.actions import About
from jaras.people.models import Person
from jaras.registers.actions.checking import judged
from jaras.registers.actions.tally import case_key, person_key
from jaras.registers.lists import restricted_publics
from jaras.registers.models import Register, RegisterRow
from jaras.registers.queries import digests
from jaras.registers.rules import Dictionary, Line
from jaras.territory.models import Commune


def write_rows(
    register: Register, lines: Sequence[Line], words: Dictionary, *, by: Actor, at: datetime
) -> int:
    """Persons, then cases, then interventions, then which row became which."""
    fresh, passed = _sorted(register, lines)
    persons = _persons(register, fresh, by=by, at=at)
    of_rows = _cases(register, fresh, persons, words, by=by, at=at)
    places = [(line, place) for line in fresh for place in range(1, line.times + 1)]
    helps = [
        Help(
            code=line.kind,
            moment=line.moment,
            case_id=of_rows[line.number],
            person_id=persons[line.number].pk if line.number in persons else None,
            organisation_id=line.organisation,
            commune_id=line.commune or None,
            place_text=line.place,
            nights=line.nights if place == 1 else 0,  # amounts are those of the whole row
            cost=line.cost if place == 1 else None,
            note=line.note,
            source=f"register:{register.pk}:{line.number}" + (f":{place}" if place > 1 else ""),
        )
        for line, place in places
    ]
    recorded = care.record_many(rows=helps, by=by, at=at)
    if recorded.refused:
        place, refusal = next(iter(recorded.refused.items()))
        raise Refused(f"{register.name}, {places[place][0].number}: {refusal}")
    rows = [
        RegisterRow(
            register=register,
            number=line.number,
            place=place,
            digest=digests.digest(line) if place == 1 else "",
            case_key=_case_of(line) if place == 1 else "",
            person_key=_person_of(line) if place == 1 else "",
            intervention=recorded.rows[index],
            case_id=of_rows[line.number],
            person=persons.get(line.number) if place == 1 else None,
        )
        for index, (line, place) in enumerate(places)
    ]
    rows += [RegisterRow(register=register, number=number, digest=sign) for number, sign in passed]
    RegisterRow.objects.bulk_create(rows)
    return len(fresh)


def _sorted(register: Register, lines: Sequence[Line]) -> tuple[list[Line], list[tuple[int, str]]]:
    """The rows to write, and those that are there already with what stands for them."""
    good = [(line, digests.digest(line)) for line in lines if line.written]
    signs = {sign for _line, sign in good}
    seen = digests.handled(signs, of=register)
    earlier = digests.brought_in(signs, but=register)
    fresh: list[Line] = []
    passed: list[tuple[int, str]] = []
    for line, sign in good:
        seen[sign] += 1
        if judged(seen[sign], earlier[sign], twins_left_out=register.twins_left_out) is None:
            fresh.append(line)
        else:
            passed.append((line.number, sign))
    return fresh, passed


def _persons(register: Register, lines: Sequence[Line], *, by: Actor, at: datetime) -> dict[int, Person]:
    """Who each row helped: somebody the register named before, else somebody new."""
    named = [line for line in lines if line.names_somebody]
    keys = {key for line in named if (key := _person_of(line))}
    known: dict[str, Person] = {
        row.person_key: row.person
        for row in register.rows.filter(person_key__in=keys).select_related("person")
        if row.person is not None
    }
    new: dict[str, Line] = {}
    for line in named:
        key = _person_of(line) or f"row:{line.number}"
        if key not in known:
            new.setdefault(key, line)
    communes = Commune.objects.without_boundary().in_bulk({line.commune for line in new.values()} - {""})
    made = people.register_many(
        rows=[_about(line, communes.get(line.commune)) for line in new.values()], by=by, at=at
    )
    known |= dict(zip(new, made, strict=True))
    return {line.number: known[_person_of(line) or f"row:{line.number}"] for line in named}


def _person_of(line: Line) -> str:
    return digests.keyed(person_key(line))


def _case_of(line: Line) -> str:
    return digests.keyed(case_key(line))


def _about(line: Line, commune: Commune | None) -> About:
    about = About(
        given_name=line.given_name,
        family_name=line.family_name,
        arabic_name=line.arabic_name,
        father_name=line.father_name,
        description="" if line.name else f"№ {line.person_number}",
        sex=line.sex,
        telephone=line.telephone,
        born_on=line.born_on,
        commune=commune,
        origin=line.origin,
        target_groups=list(line.publics),
    )
    if line.age is not None:
        about["age_about"], about["age_said_on"] = line.age, line.moment.date()
    return about


def _cases(
    register: Register,
    lines: Sequence[Line],
    persons: Mapping[int, Person],
    words: Dictionary,
    *,
    by: Actor,
    at: datetime,
) -> dict[int, int]:
    """The case of each row: one for each number of the register, else one for the row."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(_case_of(line) or f"row:{line.number}", []).append(line)
    known = dict(
        register.rows.filter(case_key__in=[key for key in groups if not key.startswith("row:")])
        .order_by("-number")
        .values_list("case_key", "case_id")
    )
    made = cases.keep_past(
        rows=[_past(group, persons, words, known=known.get(key)) for key, group in groups.items()],
        by=by,
        at=at,
    )
    return {line.number: case.pk for group, case in zip(groups.values(), made, strict=True) for line in group}


def _past(
    group: Sequence[Line], persons: Mapping[int, Person], words: Dictionary, *, known: int | None
) -> cases.PastCase:
    first = min(group, key=lambda line: line.moment)
    publics = dict.fromkeys(public for line in group for public in line.publics)
    return cases.PastCase(
        known=known,
        opened_at=first.moment,
        moved_at=max(line.moment for line in group),
        persons=tuple(
            {
                persons[line.number].pk: persons[line.number] for line in group if line.number in persons
            }.values()
        ),
        poles=tuple(dict.fromkeys(words.pole_of[line.kind] for line in group)),
        target_groups=tuple(publics),
        commune_id=next((line.commune for line in group if line.commune), None),
        place_text=next((line.place for line in group if line.place), ""),
        registry_number=first.case_number,
        channel=next((line.channel for line in group if line.channel), ""),
        origin=next((line.origin for line in group if line.origin and line.number not in persons), ""),
        restricted=bool(restricted_publics().intersection(publics)),
    )

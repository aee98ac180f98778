"""How things are counted, read from their own rows: the definition of every figure."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Min
from django.utils.timezone import localtime

from jaras.care.models import Diagnosis, Intervention, Need, Referral
from jaras.care.rules import InterventionState
from jaras.cases.models import Party
from jaras.intake.models import ReportPerson
from jaras.kernel.sharing import widest
from jaras.people.models import Person
from jaras.steering.queries import contexts
from jaras.steering.queries.contexts import Context
from jaras.steering.rules import NOT_YET, Dimension, Fact, Step, Unit, origin, place, tags
from jaras.territory.queries import installation

Facts = dict[int, Fact]


def reports(ids: Collection[int]) -> Facts:
    """Every report received, those joined to another too; not what was taken by mistake."""
    here = _province()
    return {
        pk: _fact(
            report.at,
            _common(report, here)
            | {
                Dimension.URGENCY: [report.urgency],
                Step.RESPONSE: [_delay(report.at, report.first_response_at)],
            },
            report.share,
        )
        for pk, report in contexts.reports(ids).items()
        if report.counted
    }


def cases(ids: Collection[int]) -> Facts:
    """Every case opened, once: what was merged counts there; of the past, what its register numbered."""
    steps, here = _steps(ids), _province()
    return {
        pk: _fact(
            case.at,
            _common(case, here)
            | {Dimension.STAGE: [case.stage], Dimension.URGENCY: [case.urgency]}
            | ({Step.CASE: [_delay(case.received_at, case.at)]} if case.received_at else {})
            | {step: [_delay(case.at, steps[step].get(pk))] for step in _OF_A_CASE}
            | ({Step.ANSWER: [_delay(*steps[Step.ANSWER][pk])]} if pk in steps[Step.ANSWER] else {}),
            case.share,
        )
        for pk, case in contexts.cases(ids).items()
        if case.counted and case.numbered
    }


_OF_A_CASE = (Step.DIAGNOSIS, Step.NEED, Step.REFERRAL)


def _steps(ids: Collection[int]) -> dict[Step, dict[int, Any]]:
    """When each step of these cases came first; of the first referral, when it left, when it was answered."""
    sent = Referral.objects.filter(case__in=ids, sent_at__isnull=False).order_by("-sent_at", "-id")
    referred = {case: found for case, *found in sent.values_list("case_id", "sent_at", "answered_at")}
    return {
        Step.DIAGNOSIS: _earliest(Diagnosis.objects.filter(case__in=ids)),
        Step.NEED: _earliest(Need.objects.filter(case__in=ids)),
        Step.REFERRAL: {case: at for case, (at, _answer) in referred.items()},
        Step.ANSWER: referred,
    }


def _earliest(rows: Any) -> dict[int, datetime]:
    return dict(rows.order_by().values_list("case_id").annotate(first=Min("at")))


def interventions(ids: Collection[int]) -> Facts:
    """Every intervention done, in the month in which it was done."""
    return {pk: fact for pk, (fact, _nights) in _done(ids).items()}


def nights(ids: Collection[int]) -> Facts:
    """The nights that interventions gave."""
    return {
        pk: Fact(fact.at, number, fact.tags, fact.share)
        for pk, (fact, number) in _done(ids).items()
        if number
    }


def _done(ids: Collection[int]) -> dict[int, tuple[Fact, int]]:
    rows = list(
        Intervention.objects.filter(pk__in=ids, state=InterventionState.DONE)
        .order_by()
        .values_list("pk", "at", "pole", "nights", "commune_id", "report_id", "case_id", "person_id")
    )
    through_reports = contexts.reports({row[5] for row in rows if row[5]})
    through_cases = contexts.cases({row[6] for row in rows if row[6]})
    persons = _persons({row[7] for row in rows if row[7]})
    here = _province()
    found = {}
    for pk, at, pole, number, commune, report_id, case_id, person_id in rows:
        report, case = through_reports.get(report_id), through_cases.get(case_id)
        near = [each for each in (report, case) if each is not None]
        home, said, publics = persons.get(person_id, ("", "", ()))
        values: dict[str, Collection[str]] = {
            Dimension.POLE: [pole],
            Dimension.PUBLIC: publics or _first(near[::-1], _publics),
            Dimension.COMMUNE: [commune or _first(near, lambda each: each.commune) or ""],
            Dimension.ORIGIN: [
                origin(
                    {*publics, *(group for each in near for group in _every_public(each))},
                    [home] if home else [each for context in near for each in context.homes],
                    here,
                    said=[said] if person_id else [each for context in near for each in context.origins],
                )
            ],
            Dimension.CHANNEL: [_first(near, lambda each: each.channel) or ""],
            Dimension.STAGE: [case.stage_at(at) if case else ""],
            Dimension.URGENCY: [_first(near, lambda each: each.urgency) or ""],
        }
        found[pk] = (_fact(at, values, widest(context.share for context in near)), number)
    return found


def persons(ids: Collection[int]) -> Facts:
    """Every person, once: in the month in which a report or a case first concerned them.

    Whoever is in an ordinary one is counted there alone: what is sealed about them moves no figure of others.
    """
    links: dict[int, list[tuple[datetime, int, int]]] = defaultdict(list)
    named = ReportPerson.objects.filter(person__in=ids).values_list("person_id", "at", "report_id")
    for person, at, report_id in named:
        links[person].append((at, 0, report_id))
    followed = Party.objects.filter(person__in=ids).order_by().values_list("person_id", "at", "case_id")
    for person, at, case_id in followed:
        links[person].append((at, 1, case_id))
    reached = [link for found in links.values() for link in found]
    through: tuple[Mapping[int, Context], ...] = (
        contexts.reports({pk for _at, kind, pk in reached if kind == 0}),
        contexts.cases({pk for _at, kind, pk in reached if kind == 1}),
    )
    known, here = _persons(links), _province()
    found = {}
    for person, ways in links.items():
        reached_by = [(at, through[kind][pk]) for at, kind, pk in sorted(ways)]
        counting = [(at, context) for at, context in reached_by if context.counted]
        share = widest(context.share for _at, context in counting)
        if counting:
            at, context = next(each for each in counting if each[1].share == share)
            home, said, publics = known[person]
            values = _common(context, here) | {
                Dimension.PUBLIC: publics or context.publics,
                Dimension.ORIGIN: [origin(publics or context.publics, [home], here, said=[said])],
            }
            found[person] = _fact(at, values, share)
    return found


FACTS: dict[Unit, Callable[[Collection[int]], Facts]] = {
    Unit.INTERVENTIONS: interventions,
    Unit.REPORTS: reports,
    Unit.CASES: cases,
    Unit.PERSONS: persons,
    Unit.NIGHTS: nights,
}


def _persons(ids: Collection[int]) -> dict[int, tuple[str, str, tuple[str, ...]]]:
    """Where these persons live, where they come from, of which publics they are."""
    rows = Person.objects.filter(pk__in=ids).values_list("pk", "commune_id", "origin", "target_groups")
    return {pk: (commune or "", origin, tuple(publics)) for pk, commune, origin, publics in rows}


def _common(context: Context, here: str) -> dict[str, Collection[str]]:
    """What a report or a case is told apart by."""
    return {
        Dimension.POLE: context.poles,
        Dimension.PUBLIC: _publics(context),
        Dimension.COMMUNE: [context.commune],
        Dimension.ORIGIN: [origin(_every_public(context), context.homes, here, said=context.origins)],
        Dimension.CHANNEL: [context.channel],
    }


def _publics(context: Context) -> tuple[str, ...]:
    """Those that were confirmed of the report or of the case, else those of its persons."""
    return context.publics or context.publics_of_persons


def _every_public(context: Context) -> tuple[str, ...]:
    """Where somebody comes from is often learnt later, from themselves: what is known of them counts too."""
    return (*context.publics, *context.publics_of_persons)


def _province() -> str:
    """The province of this copy, asked once for all that is counted together."""
    here = installation()
    return here.province_id if here else ""


def _first(near: list[Context], read: Callable[[Context], Any]) -> Any:
    return next(filter(None, map(read, near)), None) or ()


def _delay(since: datetime | None, until: datetime | None) -> str:
    return place(until - since) if since and until else NOT_YET


def _fact(at: datetime, values: Mapping[str, Collection[str]], share: str) -> Fact:
    return Fact(localtime(at), 1, tags(values), share)

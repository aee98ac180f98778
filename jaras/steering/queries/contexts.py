"""What reports and cases lend to what is counted through them: publics, commune, channel, homes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from jaras.cases.models import Case, Party, StageChange
from jaras.cases.rules import CaseState
from jaras.intake.models import Outcome, Report, ReportPerson
from jaras.intake.rules.states import ReportState
from jaras.kernel.models import Level
from jaras.kernel.sharing import mark

NOT_RECEIVED = (ReportState.DRAFT, ReportState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Context:
    """A report or a case, as far as figures need it."""

    counted: bool
    at: datetime
    poles: tuple[str, ...]
    publics: tuple[str, ...]
    commune: str
    urgency: str
    channel: str
    homes: tuple[str, ...]  # the communes where its persons live
    origins: tuple[str, ...]  # where they come from, as far as it was said
    publics_of_persons: tuple[str, ...]
    first_response_at: datetime | None = None
    received_at: datetime | None = None  # of the first report of a case
    stage: str = ""
    stages: tuple[tuple[datetime, str], ...] = field(default=())
    share: str = Level.ORDINARY
    numbered: bool = True  # a case of the past that its register did not number is no case of its own

    def stage_at(self, at: datetime) -> str:
        """In which stage the case was then; before its first one, in that one."""
        entered = [stage for since, stage in self.stages if since <= at]
        return entered[-1] if entered else (self.stages[0][1] if self.stages else self.stage)


@dataclass(frozen=True, slots=True)
class Persons:
    """Whom some reports or cases concern, as far as figures need it."""

    homes: Mapping[int, tuple[str, ...]]
    origins: Mapping[int, tuple[str, ...]]
    publics: Mapping[int, tuple[str, ...]]


def reports(ids: Collection[int]) -> dict[int, Context]:
    persons = _persons(
        ReportPerson.objects.filter(report__in=ids).values_list(
            "report_id", "person__commune_id", "person__origin", "person__target_groups"
        )
    )
    rows = Report.objects.filter(pk__in=ids).values_list(
        *("pk", "state", "received_at", "poles", "target_groups", "commune_id", "urgency", "channel"),
        *("first_response_at", "level", "compartment"),
    )
    return {
        pk: Context(
            counted=state not in NOT_RECEIVED,
            at=received_at,
            poles=tuple(poles),
            publics=tuple(publics),
            commune=commune or "",
            urgency=urgency,
            channel=channel,
            homes=persons.homes.get(pk, ()),
            origins=persons.origins.get(pk, ()),
            publics_of_persons=persons.publics.get(pk, ()),
            first_response_at=responded_at,
            share=mark(*shared),
        )
        for pk, state, received_at, poles, publics, commune, urgency, channel, responded_at, *shared in rows
    }


def cases(ids: Collection[int]) -> dict[int, Context]:
    persons = _persons(
        Party.objects.filter(case__in=ids)
        .order_by()
        .values_list("case_id", "person__commune_id", "person__origin", "person__target_groups")
    )
    first, stages = _first_reports(ids), _stages(ids)
    rows = Case.objects.filter(pk__in=ids).order_by()
    return {
        pk: Context(
            counted=state != CaseState.MERGED,
            at=opened_at,
            poles=tuple(poles),
            publics=tuple(publics),
            commune=commune or "",
            urgency=urgency,
            channel=first[pk][1] if pk in first else past_channel,
            homes=persons.homes.get(pk, ()),
            origins=(*persons.origins.get(pk, ()), *filter(None, [past_origin])),
            publics_of_persons=persons.publics.get(pk, ()),
            received_at=first[pk][0] if pk in first else None,
            stage=stage,
            stages=tuple(stages[pk]),
            numbered=not past or bool(number),
            share=mark(*shared),
        )
        for pk, state, past, number, past_channel, past_origin, opened_at, poles, publics, *more in (
            rows.values_list(
                *("pk", "state", "is_past", "registry_number", "past_channel", "past_origin", "opened_at"),
                *("poles", "target_groups", "commune_id", "urgency", "stage", "level", "compartment"),
            )
        )
        for commune, urgency, stage, *shared in [more]
    }


def _first_reports(ids: Collection[int]) -> dict[int, tuple[datetime, str]]:
    """When the earliest report of each case was received, by which channel."""
    linked = Outcome.objects.filter(~Q(report__state__in=NOT_RECEIVED), case__in=ids, undone_at=None)
    found: dict[int, tuple[datetime, str]] = {}
    for case, at, channel in linked.order_by("report__received_at", "report_id").values_list(
        "case_id", "report__received_at", "report__channel"
    ):
        if case is not None:
            found.setdefault(case, (at, channel))
    return found


def _stages(ids: Collection[int]) -> dict[int, list[tuple[datetime, str]]]:
    found: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
    entered = StageChange.objects.filter(case__in=ids).order_by("at", "id")
    for case, at, stage in entered.values_list("case_id", "at", "stage"):
        found[case].append((at, stage))
    return found


def _persons(links: Iterable[tuple[int, str | None, str, list[str]]]) -> Persons:
    homes: dict[int, list[str]] = defaultdict(list)
    origins: dict[int, list[str]] = defaultdict(list)
    publics: dict[int, list[str]] = defaultdict(list)
    for owner, commune, origin, groups in links:
        if origin:
            origins[owner].append(origin)
        if commune:
            homes[owner].append(commune)
        publics[owner].extend(groups)
    return Persons(
        {owner: tuple(sorted(found)) for owner, found in homes.items()},
        {owner: tuple(sorted(set(found))) for owner, found in origins.items()},
        {owner: tuple(sorted(set(found))) for owner, found in publics.items()},
    )

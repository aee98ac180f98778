"""The reports of the desk, those that words find, figures about them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any, NamedTuple

from django.db.models import QuerySet

from jaras.cases.rules import CasesVerb
from jaras.intake.models import HelpCall, Mission, Report, ReportQuerySet
from jaras.intake.rules.states import MissionState
from jaras.kernel import counters, search, telephones
from jaras.kernel.actor import Actor
from jaras.kernel.keys import beginning, opened
from jaras.kernel.models import EventRecord
from jaras.kernel.pages import Page, page
from jaras.kernel.prepared import prepared
from jaras.kernel.sharing import is_open_to

MOST_LINES = 50
MOST_FACTS = 200
FIRST_WORDS = 200
COLUMNS = (
    "pk",
    "channel",
    "urgency",
    "received_at",
    "respond_by",
    "first_response_at",
    "place_text",
    "place__name_fr",
    "place__name_ar",
    "commune__name_fr",
    "commune__name_ar",
    "claimed_by_id",
    "claimed_by__name",
    "first_words",
)


class Line(NamedTuple):
    """What a row of the desk shows of a report, no more: the desk is read again and again."""

    pk: int
    channel: str
    urgency: str
    received_at: datetime
    respond_by: datetime | None
    first_response_at: datetime | None
    place_text: str
    place_fr: str | None
    place_ar: str | None
    commune_fr: str | None
    commune_ar: str | None
    holder_id: int | None
    holder: str | None
    words: str


def _opened(row: tuple[Any, ...]) -> Line:
    line = Line._make(row)
    place = opened(line.place_text, place="intake_report.place_text")
    words = opened(line.words, place="intake_report.words")
    return line._replace(place_text=place, words=words[:FIRST_WORDS])


def shown(rows: QuerySet[Report]) -> QuerySet[Report]:
    """With what a row of a list shows."""
    related = ("commune", "place", "place__commune", "claimed_by", "organisation")
    return rows.select_related(*related).defer(
        "commune__boundary", "commune__boundary_source", "place__commune__boundary"
    )


def to_take(actor: Actor) -> list[Line]:
    """Reports that nobody holds, the most urgent first, then the oldest."""
    return [_opened(row) for row in _to_take(actor)]


def under_way(actor: Actor) -> list[Line]:
    """Open reports that somebody holds, the most urgent first."""
    return [_opened(row) for row in _under_way(actor)]


@prepared
def _to_take(actor: Actor) -> QuerySet[Report, tuple[Any, ...]]:
    return _lines(Report.objects.visible_to(actor).waiting().unclaimed())


@prepared
def _under_way(actor: Actor) -> QuerySet[Report, tuple[Any, ...]]:
    return _lines(Report.objects.visible_to(actor).open().filter(claimed_by__isnull=False))


def _lines(rows: ReportQuerySet) -> QuerySet[Report, tuple[Any, ...]]:
    found = rows.most_urgent_first().annotate(first_words=beginning("words", FIRST_WORDS))
    return found.values_list(*COLUMNS)[:MOST_LINES]


def first_responses(reports: Sequence[int]) -> dict[int, str]:
    """For each report its latest fact: the state of its team, else that help was called."""
    rank = {MissionState.BACK: 0, MissionState.SENT: 1, MissionState.ON_SITE: 2}
    found = dict.fromkeys((report for (report,) in _help_calls(*reports)), "help")
    known = [(report, MissionState(state)) for report, state in _missions(*reports)]
    return found | dict(sorted((each for each in known if each[1] in rank), key=lambda each: rank[each[1]]))


@prepared
def _help_calls(*reports: int) -> QuerySet[HelpCall, tuple[int]]:
    return HelpCall.objects.filter(report__in=reports).values_list("report_id")


@prepared
def _missions(*reports: int) -> QuerySet[Mission, tuple[int, str]]:
    return Mission.objects.filter(report__in=reports).values_list("report_id", "state")


@dataclass(frozen=True)
class News:
    """Whether a report changed since a mark, with the mark to ask from next time."""

    mark: int
    of_reports: bool


def news(since: int) -> News:
    """What a desk asks every few seconds: one look at the end of the log."""
    facts = EventRecord.objects.filter(pk__gt=since).order_by("-pk").values_list("pk", "subject")
    rows = list(facts[:MOST_FACTS])
    last = rows[0][0] if rows else since
    return News(last, len(rows) == MOST_FACTS or any(subject == "report" for _pk, subject in rows))


def mark() -> int:
    """The end of the log: taken before a list is read, so that nothing falls between."""
    return next((pk for (pk,) in _last_event()), 0)


@prepared
def _last_event() -> QuerySet[EventRecord, tuple[int]]:
    return EventRecord.objects.order_by("-pk").values_list("pk")[:1]


def recent_open(actor: Actor, *, most: int = 12) -> list[Report]:
    """The open reports that arrived last: those that a new one may double."""
    rows = Report.objects.visible_to(actor).open().filter(joined_to=None)
    return list(shown(rows.order_by("-received_at", "-id"))[:most])


def waiting_counts(actor: Actor) -> dict[str, int]:
    """Reports waiting by urgency that this actor's role opens, from figures kept by events."""
    restricted = actor.can(CasesVerb.READ_RESTRICTED)
    totals: dict[str, int] = {}
    for key, value in counters.read("reports").items():
        marked, state, urgency = key.split(":")
        if state in ("received", "reopened") and is_open_to(actor, marked, restricted=restricted):
            totals[urgency] = totals.get(urgency, 0) + value
    return totals


def drafts(actor: Actor) -> list[Report]:
    """What this member began to write."""
    rows = Report.objects.visible_to(actor).filter(state="draft", taken_by_id=actor.member_id or 0)
    return list(rows.order_by("-id")[:10])


def all_reports(actor: Actor, *, after: str = "", size: int = 50) -> Page[Report]:
    """Every report this actor may see, newest first."""
    rows = shown(Report.objects.visible_to(actor).exclude(state="draft"))
    return page(rows, order=("-received_at", "-id"), after=after, size=size)


def found(actor: Actor, words: str, *, most: int = 50) -> list[Report]:
    """The visible reports whose words begin like these, or whose reporter has this telephone."""
    reports: list[Report] = []
    meant: Iterator[Sequence[int]] = search.evenly(search.find("report", words))
    if telephones.looks_like_one(words):
        meant = chain([telephones.find("report", words) or search.NOTHING], meant)
    for ids in meant:
        visible = {row.pk: row for row in shown(Report.objects.visible_to(actor).filter(pk__in=ids))}
        reports += [visible[pk] for pk in ids if pk in visible and visible[pk] not in reports]
        if len(reports) >= most:
            break
    return reports[:most]


def doubles(report: Report, ids: Iterable[str], actor: Actor) -> list[Report]:
    """The reports that this one may double, as far as this actor sees them."""
    numbers = [int(each) for each in ids if str(each).isdigit()]
    rows = Report.objects.visible_to(actor).filter(pk__in=numbers).exclude(pk=report.pk)
    return list(shown(rows).order_by("-received_at"))

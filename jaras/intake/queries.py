"""What intake reads: proposals for a report, the desk, the reports that words find."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from jaras.intake.models import Message, Report
from jaras.intake.rules import triage
from jaras.intake.rules.states import OPEN, ReportState
from jaras.kernel import counters, search
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.pages import Page, page
from jaras.territory import queries as territory
from jaras.territory.rules.gazetteer import Names
from jaras.territory.rules.geometry import Point

LOOK_BACK, MOST_CANDIDATES = timedelta(hours=72), 150
PROPOSED = (
    "kind",
    "urgency",
    "target_groups",
    "needs",
    "poles",
    "commune_code",
    "perceptions",
    "legal_duties",
    "duplicate_of",
)
TRIAGE_POLICIES = Path(__file__).parent / "policies" / "triage"


# --- proposals --------------------------------------------------------------------------------


def propose(report: Report, actor: Actor = SYSTEM) -> triage.Proposals:
    """What the words let us propose; doubles are sought among the open reports `actor` may see."""
    incoming = triage.Incoming(
        text=report.words,
        channel=report.channel,
        received_at=report.received_at,
        commune_code=report.commune_id,
        place_text=report.place_text,
        point=_point(report),
    )
    return triage.propose(incoming, gazetteer(), candidates(report, actor))


def urgency_of(words: str, *, at: datetime) -> str:
    """How urgent words alone sound, before any report is made of them."""
    incoming = triage.Incoming(text=words, channel="WEB", received_at=at)
    return str(triage.propose(incoming, gazetteer(), ()).urgency.value)


def gazetteer() -> triage.Gazetteer:
    """The names of the territory in force, prepared once for as long as they do not change."""
    return _gazetteer(_SameObject(territory.names()))


class _SameObject:
    """Names compared by identity: they are read anew only when something changed."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _SameObject) and other.names is self.names

    def __hash__(self) -> int:
        return id(self.names)


@lru_cache(maxsize=2)
def _gazetteer(names: "_SameObject") -> triage.Gazetteer:
    return triage.Gazetteer(names.names)


def candidates(report: Report, actor: Actor) -> list[triage.OpenReport]:
    """The open reports of the last three days: one query."""
    rows = Report.objects.visible_to(actor).filter(
        state__in=OPEN,
        joined_to=None,
        received_at__gte=report.received_at - LOOK_BACK,
        received_at__lte=report.received_at,
    )
    if report.pk:
        rows = rows.exclude(pk=report.pk)
    found = rows.order_by("-received_at", "-id").values_list(
        "pk",
        "words",
        "commune_id",
        "place_id",
        "place_text",
        "place__name_fr",
        "latitude",
        "longitude",
        "place__latitude",
        "place__longitude",
        "received_at",
        "kind",
    )[:MOST_CANDIDATES]
    return [
        triage.OpenReport(
            id=str(pk),
            text=words,
            commune_code=commune,
            place_id=place,
            place_text=place_text or place_name or "",
            point=_either(latitude, longitude, place_latitude, place_longitude),
            received_at=received_at,
            kind=kind,
        )
        for (
            pk,
            words,
            commune,
            place,
            place_text,
            place_name,
            latitude,
            longitude,
            place_latitude,
            place_longitude,
            received_at,
            kind,
        ) in found
    ]


@dataclass(frozen=True)
class Proposed:
    """Proposals as they are kept: the values by name, for each the signs with their words."""

    values: dict[str, Any]
    reasons: dict[str, list[list[str]]]


def proposed(report: Report, actor: Actor = SYSTEM) -> Proposed:
    proposals = propose(report, actor)
    return Proposed(
        values={name: _plain(getattr(proposals, name).value) for name in PROPOSED},
        reasons={
            name: [[reason.code, reason.words] for reason in getattr(proposals, name).reasons]
            for name in PROPOSED
        },
    )


@cache
def policy_version() -> str:
    """Which lexicon proposed: a digest of the policy files in force."""
    digest = sha256()
    for path in sorted(TRIAGE_POLICIES.glob("*.yaml")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, (tuple, frozenset, set)) else value


def _point(report: Report) -> tuple[float, float] | None:
    place = report.place
    return _either(report.latitude, report.longitude, place and place.latitude, place and place.longitude)


def _either(
    latitude: float | None,
    longitude: float | None,
    place_latitude: float | None,
    place_longitude: float | None,
) -> tuple[float, float] | None:
    """The report's own point, else its place's."""
    if latitude is not None and longitude is not None:
        return latitude, longitude
    if place_latitude is not None and place_longitude is not None:
        return place_latitude, place_longitude
    return None


# --- places -----------------------------------------------------------------------------------


def commune_in_territory(code: str | None) -> str | None:
    """The code when it is a commune of the territory in force."""
    return code if code and territory.commune_of_code(code) else None


def commune_at(latitude: float, longitude: float) -> str | None:
    commune = territory.commune_at(Point(latitude, longitude))
    return commune.pk if commune else None


# --- those who spoke to us ---------------------------------------------------------------------


def has_arrived(channel: str, external_id: str) -> bool:
    """Whether this very message is here already."""
    return Message.objects.filter(channel=channel, external_id=external_id).exists()


def followed(tracking_digest: str) -> Report | None:
    """The report of whoever holds the code: the code is the right to it."""
    rows = Report.objects.filter(tracking_digest=tracking_digest).exclude(state=ReportState.DRAFT)
    return rows.first()


# --- the desk ---------------------------------------------------------------------------------


def shown(rows: QuerySet[Report]) -> QuerySet[Report]:
    """With what a row of a list shows."""
    return rows.select_related("commune", "place", "claimed_by", "organisation")


def to_take(actor: Actor, *, most: int = 50) -> list[Report]:
    """Reports that nobody holds, the most urgent first, then the oldest."""
    rows = Report.objects.visible_to(actor).waiting().unclaimed().most_urgent_first()
    return list(shown(rows)[:most])


def under_way(actor: Actor, *, most: int = 50) -> list[Report]:
    """Open reports that somebody holds, the most urgent first."""
    rows = Report.objects.visible_to(actor).open().filter(claimed_by__isnull=False)
    return list(shown(rows.order_by("urgency_rank", "received_at", "id"))[:most])


def newest_waiting(actor: Actor) -> int:
    """The id of the newest report that nobody holds: what a desk asks every few seconds."""
    rows = Report.objects.visible_to(actor).waiting().unclaimed().order_by("-id")
    return rows.values_list("pk", flat=True).first() or 0


def waiting_counts(*, restricted: bool) -> dict[str, int]:
    """Reports waiting by urgency, from figures kept by events."""
    totals: dict[str, int] = {}
    for key, value in counters.read("reports").items():
        level, state, urgency = key.split(":")
        if state in ("received", "reopened") and (restricted or level == "ordinary"):
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
    """The visible reports whose words begin like these, newest first."""
    reports: list[Report] = []
    for ids in search.find("report", words):
        visible = {row.pk: row for row in shown(Report.objects.visible_to(actor).filter(pk__in=ids))}
        reports += [visible[pk] for pk in ids if pk in visible]
        if len(reports) >= most:
            break
    return reports[:most]


def doubles(report: Report, ids: Iterable[str], actor: Actor) -> list[Report]:
    """The reports that this one may double, as far as this actor sees them."""
    numbers = [int(each) for each in ids if str(each).isdigit()]
    rows = Report.objects.visible_to(actor).filter(pk__in=numbers).exclude(pk=report.pk)
    return list(shown(rows).order_by("-received_at"))


def overdue_first_response(actor: Actor, at: datetime) -> int:
    """How many waiting reports have no first response though their time is over."""
    rows = Report.objects.visible_to(actor).waiting().filter(first_response_at=None, respond_by__lt=at)
    return rows.count()

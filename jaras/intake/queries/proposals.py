"""What the words of a report let us propose, with the reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localtime

from jaras.intake.models import Report
from jaras.intake.rules import triage
from jaras.intake.rules.states import OPEN, UNHEARD, urgency_rank
from jaras.intake.rules.triage.deciding import LIKENESS
from jaras.intake.rules.triage.policy import load
from jaras.kernel import keys
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.models import Level
from jaras.kernel.prepared import prepared
from jaras.territory import queries as territory
from jaras.territory.rules.cells import around
from jaras.territory.rules.gazetteer import Names
from jaras.territory.rules.geometry import Point

LOOK_BACK, MOST_CANDIDATES = timedelta(days=load("doubles")["farthest_days"]), 150
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
TRIAGE_POLICIES = Path(__file__).parent.parent / "policies" / "triage"


def propose(report: Report, actor: Actor = SYSTEM, *, heard_at: datetime | None = None) -> triage.Proposals:
    """What the words let us propose; doubles are sought among the open reports `actor` may see.

    Where its words are known only since `heard_at`, also among those that came in the meantime.
    """
    incoming = triage.Incoming(
        text=report.words,
        channel=report.channel,
        received_at=localtime(report.received_at),
        commune_code=report.commune_id,
        place_text=report.place_text,
        point=_point(report),
    )
    return triage.propose(incoming, gazetteer(), candidates(report, actor, heard_at))


def urgency_of(words: str, *, at: datetime) -> str:
    """How urgent words alone sound, before any report is made of them."""
    return str(triage.urgency(words, localtime(at)).value)


def shows_urgency(words: str, *, at: datetime) -> bool:
    """Whether a word of theirs presses: resemblance to other reports alone is no sign."""
    urgency = triage.urgency(words, localtime(at))
    signs = [reason for reason in urgency.reasons if reason.code != LIKENESS]
    return bool(signs) and urgency_rank(str(urgency.value)) <= urgency_rank(UNHEARD)


def make_ready() -> None:
    """Read words, names of places: what is read outside a transaction is remembered by the process."""
    triage.propose(
        triage.Incoming(text="Une femme a froid", channel="WEB", received_at=localtime()), gazetteer()
    )


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


def candidates(report: Report, actor: Actor, heard_at: datetime | None = None) -> list[triage.OpenReport]:
    """The latest open reports that may still be doubled: one query, one more for the positions nearby."""
    since, until = report.received_at - LOOK_BACK, heard_at or report.received_at
    found = _candidates(actor, since, until, report.pk or 0)
    nearby = _nearby(found, _point(report))
    return [
        triage.OpenReport(
            id=str(pk),
            text=keys.opened(words, place="intake_report.words"),
            commune_code=commune,
            place_id=place,
            place_text=keys.opened(place_text, place="intake_report.place_text") or place_name or "",
            point=nearby.get(pk) or _place_point(place_latitude, place_longitude),
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
            _cell,
            _position,
            place_latitude,
            place_longitude,
            received_at,
            kind,
        ) in found
    ]


def _nearby(found: Sequence[tuple[Any, ...]], point: triage.Point | None) -> dict[int, triage.Point]:
    """The exact positions of the few reports in the squares around a point; no other is opened."""
    if point is None:
        return {}
    squares = around(Point(*point))
    few = {row[0]: row[7] for row in found if row[6] in squares}
    keys.prepare(few.values())
    opened = {pk: Report.position_of(sealed) for pk, sealed in few.items()}
    return {pk: (at.latitude, at.longitude) for pk, at in opened.items() if at}


@prepared
def _candidates(
    actor: Actor, since: datetime, until: datetime, but: int
) -> QuerySet[Report, tuple[Any, ...]]:
    rows = Report.objects.visible_to(actor).exclude(pk=but)
    if actor.is_software:  # what it proposes is kept, with its reasons, for whoever reads the report
        rows = rows.exclude(level=Level.SEALED)
    rows = rows.filter(state__in=OPEN, joined_to=None, received_at__gte=since, received_at__lte=until)
    return rows.order_by("-received_at", "-id").values_list(
        "pk",
        "words",
        "commune_id",
        "place_id",
        "place_text",
        "place__name_fr",
        "cell",
        "position",
        "place__latitude",
        "place__longitude",
        "received_at",
        "kind",
    )[:MOST_CANDIDATES]


@dataclass(frozen=True)
class Proposed:
    """Proposals as they are kept: the values by name, for each the signs with their words."""

    values: dict[str, Any]
    reasons: dict[str, list[list[str]]]


def proposed(report: Report, actor: Actor = SYSTEM, *, heard_at: datetime | None = None) -> Proposed:
    proposals = propose(report, actor, heard_at=heard_at)
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


def _point(report: Report) -> triage.Point | None:
    """The report's own point, else its place's."""
    if (own := report.point) is not None:
        return own.latitude, own.longitude
    return _place_point(report.place.latitude, report.place.longitude) if report.place else None


def _place_point(latitude: float | None, longitude: float | None) -> triage.Point | None:
    return (latitude, longitude) if latitude is not None and longitude is not None else None


def commune_in_territory(code: str | None) -> str | None:
    """The code when it is a commune of the territory in force."""
    return code if code and territory.commune_of_code(code) else None


def commune_at(point: Point) -> str | None:
    commune = territory.commune_at(point)
    return commune.pk if commune else None

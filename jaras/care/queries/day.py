"""What waits in care for one member: hours to keep, answers of partners, diagnoses not made."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from jaras.care.models import Appointment, Diagnosis, Referral, ReferralMessage
from jaras.care.rules import AppointmentState, CareVerb, NeedState, ReferralState
from jaras.care.rules.referrals import TAKEN, WAITING, MessageKind
from jaras.cases.models import Case
from jaras.cases.queries.day import SHOWN, concerned, held, seen
from jaras.kernel.actor import Actor
from jaras.kernel.prepared import prepared
from jaras.people.models import NAMES

MOST = 50
REFUSED = (ReferralState.DECLINED, ReferralState.EXPIRED, ReferralState.INTERRUPTED)
PERSON = tuple(f"person__{name}" for name in NAMES)


@prepared
def hours(actor: Actor, until: datetime, nobodys: bool) -> QuerySet[Appointment]:
    """Appointments without an outcome that begin before then: this member goes along, or holds the case."""
    whose = Q(companion=actor.member_id) | concerned(actor, nobodys)
    rows = Appointment.objects.filter(whose, seen(actor), state=AppointmentState.PLANNED, starts_at__lt=until)
    own = ("what", "place_text", "starts_at", "reminder", "reminded_at", "at")
    companion = ("companion__name", "companion__name_ar")
    rows = rows.select_related("person", "companion").only("case_id", *own, *companion, *PERSON)
    return _read(rows, actor).order_by("starts_at", "id")[:MOST]


@prepared
def silent(actor: Actor, nobodys: bool) -> QuerySet[Referral]:
    """The partners who have not answered though they were reminded."""
    rows = _entrusted(actor, nobodys).filter(is_living=True, state__in=WAITING, reminded_at__isnull=False)
    return rows.order_by("expires_at", "id")[:MOST]


@prepared
def asked(actor: Actor, nobodys: bool) -> QuerySet[Referral]:
    """The partners whose last question nobody answered; `asked_at`, `question`: when, in which words."""
    spoken = ReferralMessage.objects.filter(
        referral=OuterRef("pk"), kind__in=(MessageKind.QUESTION, MessageKind.ANSWER)
    ).order_by("-id")
    rows = _entrusted(actor, nobodys).filter(is_living=True, state__in=(*WAITING, *TAKEN))
    rows = rows.annotate(
        spoken=Subquery(spoken.values("kind")[:1]),
        question=Subquery(spoken.values("words")[:1]),
        asked_at=Subquery(spoken.values("at")[:1]),
    )
    return rows.filter(spoken=MessageKind.QUESTION).order_by("asked_at", "id")[:MOST]


@prepared
def refused(actor: Actor, nobodys: bool) -> QuerySet[Referral]:
    """The last refusal, silence or break of needs that are open again and entrusted to nobody since."""
    later = Referral.objects.filter(need=OuterRef("need"), pk__gt=OuterRef("pk"))
    rows = _entrusted(actor, nobodys).filter(~Exists(later), state__in=REFUSED, need__state=NeedState.OPEN)
    return rows.order_by("at", "id")[:MOST]


def _entrusted(actor: Actor, nobodys: bool) -> QuerySet[Referral]:
    """What this member entrusted to partners, with what their cases did."""
    whose = Q(by=actor.member_id) | concerned(actor, nobodys)
    rows = Referral.objects.filter(whose, seen(actor, "case", Q(is_living=True)))
    if not actor.can(CareVerb.REFER):
        return rows.none()
    own = ("state", "reason", "sent_at", "seen_at", "reminded_at", "expires_at", "answered_at", "at")
    partner = ("organisation__name_fr", "organisation__name_ar", "need__service", "need__urgent")
    return rows.select_related("need", "organisation").only("case_id", *own, *partner)


@prepared
def to_answer(actor: Actor) -> QuerySet[Referral]:
    """What the cell entrusts to the organisation of this agent: to answer, then to tell how it goes."""
    if not actor.can(CareVerb.ANSWER) or actor.organisation_id is None:
        return Referral.objects.none()
    rows = Referral.objects.filter(
        organisation=actor.organisation_id, is_living=True, state__in=(*WAITING, *TAKEN)
    )
    own = ("state", "sent_at", "expires_at", "answered_at", "need__service", "need__urgent")
    return rows.select_related("need").only(*own).order_by("expires_at", "id")[:MOST]


@prepared
def undiagnosed(actor: Actor, before: datetime, nobodys: bool) -> QuerySet[Case]:
    """The cases this member holds, opened before this moment, of which nobody made the diagnosis."""
    if not actor.can(CareVerb.ASSESS):
        return Case.objects.none()
    made = Diagnosis.objects.filter(case=OuterRef("pk"))
    rows = Case.objects.visible_to(actor).living()
    rows = rows.filter(~Exists(made), held(actor, nobodys), opened_at__lt=before)
    return rows.only(*SHOWN).order_by("moved_at", "id")[:MOST]


def _read(rows: QuerySet[Appointment], actor: Actor) -> QuerySet[Appointment]:
    return rows if actor.can(CareVerb.READ) else rows.none()

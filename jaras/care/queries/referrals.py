"""Referrals as the cell reads them: of a case, due; as the partner reads them: what was shared."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import get_language

from jaras.care.lists import terms
from jaras.care.models import Need, Referral, ReferralMessage
from jaras.care.rules import CareVerb, ReferralState
from jaras.care.rules.referrals import ENDED, LIVING, WAITING, MessageKind, Terms, urgency_of
from jaras.cases.models import Case
from jaras.kernel.actor import Actor
from jaras.kernel.pages import Page, page
from jaras.people.models import Person
from jaras.people.rules import Age

MOST_TOLD = 50


@dataclass(frozen=True)
class Followed:
    """A referral with what was written on both sides."""

    referral: Referral
    messages: list[ReferralMessage] = field(default_factory=list)

    @property
    def asked(self) -> bool:
        """The partner waits for our answer: their last question comes after our last word."""
        spoken = [m.kind for m in self.messages if m.kind in (MessageKind.QUESTION, MessageKind.ANSWER)]
        return bool(spoken) and spoken[-1] == MessageKind.QUESTION

    @property
    def left(self) -> bool:
        """The last letter is on its way to the partner's mail server."""
        letters = list(self.referral.letters.all())
        return bool(letters) and letters[-1].mailed_at is not None


def referrals_of(case: Case, actor: Actor) -> list[Followed]:
    """Whoever sees the case sees to whom its needs were entrusted, the latest first."""
    if not actor.can(CareVerb.READ):
        return []
    rows = Referral.objects.filter(case=case).select_related("organisation", "service", "need", "case", "by")
    return [
        Followed(row, list(row.messages.all())) for row in rows.prefetch_related("messages__by", "letters")
    ]


def find_referral(case: Case, pk: int) -> Referral | None:
    rows = Referral.objects.filter(case=case)
    return rows.select_related("organisation", "service", "need", "case").filter(pk=pk).first()


def told_of_person(actor: Actor, person: Person) -> list[Referral]:
    """Whatever left to a partner about somebody, the latest first: those that run, those that are over."""
    rows = Referral.objects.visible_to(actor).exclude(sent_at=None).select_related("organisation")
    mine = Q(need__person=person) | Q(need__person=None, case__parties__person=person)
    return list(rows.filter(mine).distinct()[:MOST_TOLD])


def usual_terms(need: Need) -> Terms:
    """How long a partner has for such a need, unless somebody says otherwise."""
    return terms(urgency_of(urgent=need.urgent, case_urgency=need.case.urgency))


def asked_already(need: Need) -> set[int]:
    """Numbers of the organisations that have this need before them, or in hand."""
    return set(need.referrals.filter(is_living=True).values_list("organisation_id", flat=True))


def parts_without(referral: Referral) -> list[str]:
    """Parts of the need that partners were asked and nobody does or has done, as they were written.

    Whoever was asked all of it beside those parts counts as one, without words.
    """
    rows = list(Referral.objects.filter(need=referral.need_id).exclude(sent_at=None).order_by("id"))
    begun = min(row.sent_at for row in rows if not row.whole and row.sent_at)
    states: dict[str, set[str]] = {}
    for row in rows:
        if row.sent_at and row.sent_at >= begun:
            states.setdefault(row.part, set()).add(row.state)
    return [part for part, found in states.items() if not found & {*LIVING, ReferralState.COMPLETED}]


def messages_of(referral: Referral) -> list[ReferralMessage]:
    return list(referral.messages.all())


def to_remind(at: datetime) -> Iterator[Referral]:
    """Those whose partner has not answered since the delay of the reminder."""
    rows = Referral.objects.filter(state__in=WAITING, reminded_at=None, remind_at__lte=at)
    return rows.filter(Q(expires_at=None) | Q(expires_at__gt=at)).order_by("remind_at").iterator()


def to_expire(at: datetime) -> Iterator[Referral]:
    """Those whose hour has passed without an answer."""
    return Referral.objects.filter(state__in=WAITING, expires_at__lte=at).order_by("expires_at").iterator()


def ended_for(actor: Actor, *, after: str = "", size: int = 50) -> Page[Referral]:
    """What was entrusted to the organisation of this agent and is over, the latest first.

    Nobody is named: what was shared of a person closed with the request.
    """
    rows = Referral.objects.none()
    if actor.can(CareVerb.ANSWER) and actor.organisation_id is not None:
        rows = Referral.objects.filter(
            organisation=actor.organisation_id, state__in=ENDED, sent_at__isnull=False
        )
    own = ("state", "reason", "outcome", "sent_at", "answered_at", "expires_at", "at", "need__service")
    return page(rows.select_related("need").only(*own), order=("-at", "-id"), after=after, size=size)


@dataclass(frozen=True)
class Shared:
    """What the partner reads of a person: nothing that was not chosen."""

    first_name: str = ""
    description: str = ""
    age: Age | None = None
    sex: str = ""
    commune: str = ""
    place: str = ""
    speaks: str = ""
    words: str = ""


def shared(*, case: Case, person: Person | None, words: str, codes: list[str], on: date) -> Shared:
    """The chosen fields as they are today: a corrected name is read corrected."""
    known: dict[str, Any] = {
        "commune": case.commune.name if case.commune else "",
        "place": case.place_text,
        "words": words,
    }
    if person is not None:
        known |= {
            "first_name": first_name(person),
            "description": person.description,
            "age": person.age(on),
            "sex": person.sex,
            "speaks": person.spoken,
        }
    return Shared(**{code: value for code, value in known.items() if code in codes})


def person_of(referral: Referral) -> Person | None:
    """Whom the need is about, else the first person of its case."""
    if referral.need.person is not None:
        return referral.need.person
    party = referral.case.parties.select_related("person").first()
    return party.person if party else None


def first_name(person: Person) -> str:
    """The given name in the reader's script; of a name in Arabic alone, its first word."""
    arabic = person.arabic_name.split()[0] if person.arabic_name.strip() else ""
    if (get_language() or "").startswith("ar"):
        return arabic or person.given_name
    return person.given_name or arabic

"""Which services fit a need: what speaks for each, what speaks against it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any


class Why(StrEnum):
    """What speaks for a service; some of it is a doubt to clear on the telephone."""

    SAME_SERVICE = "same_service"
    FOR_PUBLIC = "for_public"
    PUBLIC_UNKNOWN = "public_unknown"
    FOR_SEX = "for_sex"
    SEX_UNKNOWN = "sex_unknown"
    FOR_AGE = "for_age"
    AGE_UNKNOWN = "age_unknown"
    IN_COMMUNE = "in_commune"
    SERVES_COMMUNE = "serves_commune"
    COMMUNE_UNKNOWN = "commune_unknown"
    ALWAYS_OPEN = "always_open"
    OPEN_NOW = "open_now"
    OPENS_AT = "opens_at"
    HOURS_UNKNOWN = "hours_unknown"
    TELEPHONE_ONLY = "telephone_only"
    STAYED_SILENT = "stayed_silent"
    FREE_PLACES = "free_places"
    NO_FREE_PLACE = "no_free_place"
    TAKES_OFTEN = "takes_often"
    TAKES_SELDOM = "takes_seldom"


class Against(StrEnum):
    """The rule that a service fails."""

    OTHER_SERVICE = "other_service"
    NOT_FOR_PUBLIC = "not_for_public"
    NOT_FOR_SEX = "not_for_sex"
    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"
    NOT_IN_COMMUNE = "not_in_commune"
    GIVEN_NO_MORE = "given_no_more"
    UNREACHABLE = "unreachable"
    DECLINED = "declined"


# How much each reason weighs: what is asked first, then who it is for, then how near, how soon.
WEIGHT: Mapping[Why, int] = {
    Why.SAME_SERVICE: 40,
    Why.FOR_PUBLIC: 20,
    Why.IN_COMMUNE: 15,
    Why.FOR_SEX: 8,
    Why.FOR_AGE: 8,
    Why.SERVES_COMMUNE: 5,
    Why.ALWAYS_OPEN: 10,
    Why.OPEN_NOW: 10,
    Why.HOURS_UNKNOWN: -5,
    Why.TELEPHONE_ONLY: -15,
    Why.STAYED_SILENT: -25,
    Why.FREE_PLACES: 15,
    Why.NO_FREE_PLACE: -30,
    Why.TAKES_OFTEN: 6,
    Why.TAKES_SELDOM: -8,
}
SOON = frozenset({Why.ALWAYS_OPEN, Why.OPEN_NOW})
OFTEN_ENOUGH = 3  # requests, before what became of them says anything
URGENT = 3  # an urgent need weighs an open door so many times more


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a need asks, with what is known of whoever needs it."""

    service: str
    urgent: bool = False
    publics: frozenset[str] = frozenset()
    sex: str = ""
    age: int | None = None
    commune: str = ""


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What a service gives, to whom, where, when."""

    service: str
    publics: frozenset[str] = frozenset()
    sex: str = ""
    youngest: int | None = None
    oldest: int | None = None
    communes: frozenset[str] = frozenset()
    home: str = ""  # the commune of its organisation
    always_open: bool = False
    open_until: datetime | None = None
    opens_at: datetime | None = None
    active: bool = True
    email: bool = True
    telephone: bool = True
    declined: bool = False  # this very need, before
    silent: bool = False  # this very need, until it expired
    free: int | None = None  # places that suit, on the board; none: it has no places there
    asked: int = 0  # referrals that were answered or left to expire, lately
    taken: int = 0  # those it accepted
    answers_in: timedelta | None = None  # how long it took in the mean


@dataclass(frozen=True)
class Reason:
    """A code with what its sentence needs."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    """Whether a service fits, how well, why, why not."""

    points: int
    reasons: tuple[Reason, ...]
    against: tuple[Reason, ...]

    @property
    def fits(self) -> bool:
        return not self.against


def weigh(wanted: Wanted, offer: Offer) -> Verdict:
    """Everything that speaks for and against; people decide."""
    reasons, against = list(_for(wanted, offer)), list(_against(wanted, offer))
    return Verdict(sum(_points(wanted, reason) for reason in reasons), tuple(reasons), tuple(against))


def _points(wanted: Wanted, reason: Reason) -> int:
    why = Why(reason.code)
    return WEIGHT.get(why, 0) * (URGENT if wanted.urgent and why in SOON else 1)


def _for(wanted: Wanted, offer: Offer) -> Iterator[Reason]:
    if offer.service == wanted.service:
        yield Reason(Why.SAME_SERVICE)
    if shared := offer.publics & wanted.publics:
        yield Reason(Why.FOR_PUBLIC, {"publics": tuple(sorted(shared))})
    elif offer.publics and not wanted.publics:
        yield Reason(Why.PUBLIC_UNKNOWN, {"publics": tuple(sorted(offer.publics))})
    if offer.sex:
        if offer.sex == wanted.sex:
            yield Reason(Why.FOR_SEX, {"sex": offer.sex})
        elif not wanted.sex:
            yield Reason(Why.SEX_UNKNOWN, {"sex": offer.sex})
    if offer.youngest is not None or offer.oldest is not None:
        ages = {"youngest": offer.youngest, "oldest": offer.oldest}
        if wanted.age is None:
            yield Reason(Why.AGE_UNKNOWN, ages)
        elif _of_age(wanted.age, offer):
            yield Reason(Why.FOR_AGE, ages)
    yield from _near(wanted, offer)
    yield from _soon(offer)
    if offer.telephone and not offer.email:
        yield Reason(Why.TELEPHONE_ONLY)
    if offer.silent:
        yield Reason(Why.STAYED_SILENT)
    if offer.free is not None:
        yield Reason(Why.FREE_PLACES, {"number": offer.free}) if offer.free else Reason(Why.NO_FREE_PLACE)
    yield from _answers(offer)


def _near(wanted: Wanted, offer: Offer) -> Iterator[Reason]:
    if not wanted.commune:
        if offer.communes:
            yield Reason(Why.COMMUNE_UNKNOWN)
    elif offer.home == wanted.commune:
        yield Reason(Why.IN_COMMUNE)
    elif not offer.communes or wanted.commune in offer.communes:
        yield Reason(Why.SERVES_COMMUNE)


def _soon(offer: Offer) -> Iterator[Reason]:
    if offer.always_open:
        yield Reason(Why.ALWAYS_OPEN)
    elif offer.open_until is not None:
        yield Reason(Why.OPEN_NOW, {"until": offer.open_until})
    elif offer.opens_at is not None:
        yield Reason(Why.OPENS_AT, {"at": offer.opens_at})
    else:
        yield Reason(Why.HOURS_UNKNOWN)


def _answers(offer: Offer) -> Iterator[Reason]:
    """What it did with what it was asked before, where that was asked often enough to say anything."""
    if offer.asked < OFTEN_ENOUGH:
        return
    told = {"taken": offer.taken, "asked": offer.asked, "within": offer.answers_in}
    if offer.taken * 3 >= offer.asked * 2:
        yield Reason(Why.TAKES_OFTEN, told)
    elif offer.taken * 3 < offer.asked:
        yield Reason(Why.TAKES_SELDOM, told)


def _against(wanted: Wanted, offer: Offer) -> Iterator[Reason]:
    if not offer.active:
        yield Reason(Against.GIVEN_NO_MORE)
    if offer.service != wanted.service:
        yield Reason(Against.OTHER_SERVICE)
    if offer.publics and wanted.publics and not offer.publics & wanted.publics:
        yield Reason(Against.NOT_FOR_PUBLIC, {"publics": tuple(sorted(offer.publics))})
    if offer.sex and wanted.sex and offer.sex != wanted.sex:
        yield Reason(Against.NOT_FOR_SEX, {"sex": offer.sex})
    if wanted.age is not None and offer.youngest is not None and wanted.age < offer.youngest:
        yield Reason(Against.TOO_YOUNG, {"age": offer.youngest})
    if wanted.age is not None and offer.oldest is not None and wanted.age > offer.oldest:
        yield Reason(Against.TOO_OLD, {"age": offer.oldest})
    if offer.communes and wanted.commune and wanted.commune not in offer.communes:
        yield Reason(Against.NOT_IN_COMMUNE)
    if not offer.email and not offer.telephone:
        yield Reason(Against.UNREACHABLE)
    if offer.declined:
        yield Reason(Against.DECLINED)


def _of_age(age: int, offer: Offer) -> bool:
    return (offer.youngest is None or age >= offer.youngest) and (offer.oldest is None or age <= offer.oldest)

"""Who sits on a committee on a day, which institutions a file calls for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class CommitteeKind(StrEnum):
    """Codes of `governance/policies/committees.yaml`."""

    LOCAL = "local"
    REGIONAL = "regional"
    CHILD_PROTECTION = "child_protection"


@dataclass(frozen=True)
class Term:
    """From a day to a day, both included; without an end it goes on."""

    since: date
    until: date | None

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    def meets(self, other: "Term") -> bool:
        begins = self.until is None or other.since <= self.until
        return begins and (other.until is None or self.since <= other.until)


class SeatReason(StrEnum):
    """Why an institution is proposed for a file."""

    CHAIR = "chair"
    SECRETARIAT = "secretariat"
    POLE = "pole"
    PUBLIC = "public"
    REFERRED = "referred"


@dataclass(frozen=True)
class Called:
    """A seat as the proposal reads it."""

    seat: int
    chair: bool
    secretariat: bool
    poles: Sequence[str]
    publics: Sequence[str]
    organisation: int | None


def proposed_seats(
    seats: Iterable[Called], *, poles: Iterable[str], publics: Iterable[str], referred: Iterable[int]
) -> dict[int, list[SeatReason]]:
    """The seats that a file calls for, each with why: the fewest that can act. A person decides."""
    wanted_poles, wanted_publics, entrusted = set(poles), set(publics), set(referred)
    found: dict[int, list[SeatReason]] = {}
    for each in seats:
        signs = {
            SeatReason.CHAIR: each.chair,
            SeatReason.SECRETARIAT: each.secretariat,
            SeatReason.REFERRED: each.organisation in entrusted,
            SeatReason.POLE: not wanted_poles.isdisjoint(each.poles),
            SeatReason.PUBLIC: not wanted_publics.isdisjoint(each.publics),
        }
        if reasons := [reason for reason, holds in signs.items() if holds]:
            found[each.seat] = reasons
    return found

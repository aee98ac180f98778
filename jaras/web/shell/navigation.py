"""Where a member finds their work: the rail, the first page."""

import re
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class Room:
    """One word of the rail: its address and who may enter."""

    route: str
    word: str | Promise
    icon: str
    verbs: tuple[str, ...]


FILES = {"cases": "case", "reports": "report", "desk": "report"}
OF_A_FILE = re.compile(r"/(cases|reports|desk)/(\d{1,18})(?:/|$)")
ROOMS: list[Room] = []
IN_A_CASE: list[Room] = []
# A case is read in the order of a life; a tab that is not named here comes after.
ORDER_OF_A_LIFE = (
    "case",
    "case_diagnosis",
    "case_referrals",
    "case_help",
    "case_appointments",
    "case_project",
)


def room(route: str, word: str | Promise, icon: str, *verbs: str) -> None:
    """Page folders add their word to the rail, in the order of the river."""
    ROOMS.append(Room(route, word, icon, verbs))


def in_a_case(route: str, word: str | Promise, icon: str, *verbs: str) -> None:
    """Page folders add what they show of a case: a tab of its file, whose address takes the case's number."""
    IN_A_CASE.append(Room(route, word, icon, verbs))
    IN_A_CASE.sort(key=_place_in_a_life)


def _place_in_a_life(tab: Room) -> int:
    return ORDER_OF_A_LIFE.index(tab.route) if tab.route in ORDER_OF_A_LIFE else len(ORDER_OF_A_LIFE)


def tabs_of_case(request: HttpRequest, pk: int) -> list[tuple[str, str | Promise, bool, None]]:
    """The tabs of a case that this member may open: address, word, whether it is open, no number."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    open_to_them = [each for each in IN_A_CASE if any(actor.can(verb) for verb in each.verbs)]
    tabs = [(reverse(each.route, args=[pk]), each.word) for each in open_to_them]
    # A page under that of a tab is in that tab: the longest address that leads there.
    here = max((address for address, _word in tabs if request.path.startswith(address)), key=len, default="")
    return [(address, word, address == here, None) for address, word in tabs]


def rail(request: HttpRequest) -> list[Room]:
    """The words this member may enter."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    return [each for each in ROOMS if any(actor.can(verb) for verb in each.verbs)]


def ring_address(request: HttpRequest) -> str:
    """Where a bell is rung: for the case or the report whose page is open, if one is."""
    here = OF_A_FILE.match(request.path)
    return reverse("bell_ring") + (f"?{FILES[here[1]]}={here[2]}" if here else "")


def first_page(request: HttpRequest) -> str:
    actor: Any = request.actor  # type: ignore[attr-defined]
    if actor.member_id is None:
        return reverse("account_login")
    rooms = rail(request)
    return reverse(rooms[0].route if rooms else "account")

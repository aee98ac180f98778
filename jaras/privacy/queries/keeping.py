"""What goes tonight, why; what is held back; what went."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from jaras.kernel import keys
from jaras.kernel.actor import Actor
from jaras.kernel.pages import Page, page
from jaras.people.models import Person
from jaras.privacy.lists import kept
from jaras.privacy.models import Hold, Receipt
from jaras.privacy.queries.ending import kinds, source_of
from jaras.privacy.rules import Kept, PrivacyVerb, years_after, years_before

MOST_SHOWN, AT_ONCE = 50, 200


@dataclass(frozen=True)
class Tonight:
    """What one rule would empty: the first of them with the day on which each ended, whether more follow."""

    rule: Kept
    rows: list[tuple[int, datetime]]
    more: bool


def due(kind: str, *, at: datetime, most: int = AT_ONCE) -> list[tuple[int, datetime]]:
    """Things of this kind past their time that nobody holds back: number, when it ended; the oldest first."""
    source = source_of(kind)
    held = Hold.objects.in_force().filter(kind=kind, thing_id=OuterRef("pk"))
    rows = source.ended(years_before(at, kept()[kind].years)).exclude(Exists(held))
    return list(rows.values_list("pk", source.ended_at)[:most])


def tonight(actor: Actor, *, at: datetime) -> list[Tonight]:
    """What each rule would empty now."""
    if not actor.can(PrivacyVerb.READ):
        return []
    found = [(kept()[kind], due(kind, at=at, most=MOST_SHOWN + 1)) for kind in kinds()]
    return [Tonight(rule, rows[:MOST_SHOWN], len(rows) > MOST_SHOWN) for rule, rows in found]


def kept_until(kind: str, ended_at: datetime) -> datetime:
    """When something that ended then is emptied."""
    return years_after(ended_at, kept()[kind].years)


def hold_on(kind: str, thing_id: int) -> Hold | None:
    return Hold.objects.in_force().filter(kind=kind, thing_id=thing_id).first()


def held_back(kind: str) -> Exists:
    """Of things of one kind: whether a hold stops their rule."""
    return Exists(Hold.objects.in_force().filter(kind=kind, thing_id=OuterRef("pk")))


def holds(actor: Actor, *, after: str = "") -> Page[Hold]:
    found = page(Hold.objects.visible_to(actor).in_force(), order=("-id",), after=after)
    keys.prepare(held.__dict__["reason"] for held in found.rows)
    return found


def receipts(actor: Actor, *, after: str = "") -> Page[Receipt]:
    return page(Receipt.objects.visible_to(actor), order=("-id",), after=after)


def held_alone(staying: Person, absorbed: Person) -> Hold | None:
    """The hold on a record that is merged into one that nobody holds back."""
    return None if hold_on("person", staying.pk) else hold_on("person", absorbed.pk)

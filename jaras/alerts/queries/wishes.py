"""How members wish to be told of their work."""

from collections.abc import Iterator
from datetime import date

from jaras.alerts.models import Wishes
from jaras.alerts.rules import Part
from jaras.governance.models import Member, actor_of


def wishes_of(member: Member) -> Wishes:
    """Theirs, else what holds for whoever chose nothing."""
    return Wishes.objects.filter(member=member).first() or Wishes(member=member)


def to_tell(part: Part, day: date, *, verb: str) -> Iterator[Member]:
    """Active members who want this message, usually those who hold `verb`, not told of this day yet."""
    for member in Member.objects.active().select_related("wishes").order_by("pk").iterator():
        wishes = getattr(member, "wishes", None) or Wishes(member=member)
        last: date | None = getattr(wishes, f"{part}_on")
        if (last is None or last < day) and wishes.wants(part, usually=actor_of(member).can(verb)):
            yield member

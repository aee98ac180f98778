"""What is noted of an address: written, lifted, read."""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from jaras.kernel.actor import Actor
from jaras.kernel.coded import CodedList, coded_list
from jaras.kernel.models import ContactMark


def contact_marks() -> CodedList:
    return coded_list(Path(__file__).parents[1] / "policies" / "contact_marks.yaml")


def put_mark(
    *, who: str, channel: str, mark: str, topic: str = "", reason: str = "", by: Actor, at: datetime
) -> ContactMark:
    """Note it once, inside the transaction of the action that tells of it."""
    known = ContactMark.objects.filter(identity=who, mark=mark, topic=topic, lifted_at=None).first()
    if known is not None:
        return known
    return ContactMark.objects.create(
        identity=who, channel=channel, mark=mark, topic=topic, reason=reason, by_id=by.member_id, at=at
    )


def lift_mark(*, who: str, mark: str, by: Actor, at: datetime) -> int:
    """It holds no more; how many were lifted."""
    rows = ContactMark.objects.filter(identity=who, mark=mark, lifted_at=None)
    return rows.update(lifted_at=at, lifted_by_id=by.member_id)


def marked(who: Collection[str]) -> dict[str, list[ContactMark]]:
    """Marks in force of each of these digests."""
    found: dict[str, list[ContactMark]] = {each: [] for each in who}
    for row in ContactMark.objects.filter(identity__in=list(who), lifted_at=None).order_by("id"):
        found[row.identity].append(row)
    return found

"""Requests for somebody's rights, the most pressing first."""

from datetime import datetime

from django.db.models import QuerySet

from jaras.kernel import idempotency
from jaras.kernel.actor import Actor
from jaras.kernel.pages import Page, page
from jaras.privacy.models import RightsRequest

MOST_SHOWN = 200


def open_requests(actor: Actor) -> list[RightsRequest]:
    """Those that wait: the first deadline first."""
    rows = RightsRequest.objects.visible_to(actor).open()
    return list(rows.prefetch_related("copies").order_by("due_on", "pk")[:MOST_SHOWN])


def ended_requests(actor: Actor, *, after: str = "") -> Page[RightsRequest]:
    return page(
        RightsRequest.objects.visible_to(actor).exclude(ended_at=None),
        order=("-ended_at", "-id"),
        after=after,
    )


def request_of(actor: Actor, pk: int) -> RightsRequest | None:
    return RightsRequest.objects.visible_to(actor).prefetch_related("copies").filter(pk=pk).first()


def asked_with(key: str) -> RightsRequest | None:
    """What the public form with this key made."""
    number = idempotency.earlier("rightsrequest", key)
    return RightsRequest.objects.filter(pk=number).first() if number else None


def uncopied(actor: Actor) -> QuerySet[RightsRequest]:
    """Those for which nobody has made a copy."""
    return (
        RightsRequest.objects.visible_to(actor).awaiting_copy().filter(copies=None).order_by("due_on", "pk")
    )


def requests_ended(before: datetime) -> QuerySet[RightsRequest]:
    return RightsRequest.objects.filter(ended_at__lt=before, forgotten_at=None).order_by("ended_at", "pk")

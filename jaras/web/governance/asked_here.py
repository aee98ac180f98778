"""The browser in which somebody asked to be vouched for: it alone may put another second step in place.

A signed cookie, for the session ends when the former second step does; it opens nothing by itself.
"""

from datetime import datetime

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from jaras.governance.models import LostStep, Member, second_step_of
from jaras.governance.queries.lost_steps import holds_a_given_step
from jaras.governance.rules import Standing

SALT = "jaras.governance.asked_here"
LASTS = 3600


def remember(response: HttpResponse, lost: LostStep) -> None:
    response.set_cookie(
        settings.LOST_COOKIE_NAME,
        signing.dumps(lost.pk, salt=SALT),
        max_age=LASTS,
        httponly=True,
        samesite="Lax",
        secure=settings.SECURE,
    )


def lost_step_id(request: HttpRequest) -> int:
    """The number of what was asked for here; nought where nothing was."""
    try:
        told = signing.loads(request.COOKIES.get(settings.LOST_COOKIE_NAME, ""), salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return 0
    return told if isinstance(told, int) else 0


def asked_here(request: HttpRequest, member: Member) -> LostStep | None:
    return LostStep.objects.filter(member=member, pk=lost_step_id(request)).first()


def standing_here(request: HttpRequest, member: Member, *, began_at: datetime, at: datetime) -> Standing:
    """As the member stands in this browser: the minutes to enrol anew are those of the one that asked."""
    found = second_step_of(member).standing(began_at=began_at, at=at)
    if found is Standing.ANEW and not holds_a_given_step(member, lost_step_id(request), at=at):
        return Standing.SHUT
    return found

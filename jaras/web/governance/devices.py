"""Browsers that a member signed in with before: a signed cookie, which opens nothing by itself."""

from secrets import token_hex
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from jaras.governance.models import Member

SALT = "jaras.governance.device"
LASTS = 180 * 86400
AT_ONCE = 12  # members of one watch desk


def known(request: HttpRequest, email: str) -> str:
    """The sign of this browser, if the account opened here since all its sessions were last ended."""
    told = _told(request)
    accounts = told.get("accounts", {})
    if not accounts:
        return ""
    row = Member.objects.filter(email__iexact=email).values_list("pk", "sign_outs").first()
    return str(told["device"]) if row and accounts.get(str(row[0])) == row[1] else ""


def remember(request: HttpRequest, response: HttpResponse, member: Member) -> None:
    """The account opened here: the latest of those this browser knows."""
    told = _told(request)
    accounts = told.get("accounts", {}) | {}
    accounts.pop(str(member.pk), None)
    accounts = dict([*accounts.items(), (str(member.pk), member.sign_outs)][-AT_ONCE:])
    value = signing.dumps({"device": told.get("device") or token_hex(16), "accounts": accounts}, salt=SALT)
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        value,
        max_age=LASTS,
        httponly=True,
        samesite="Lax",
        secure=settings.SECURE,
    )


def _told(request: HttpRequest) -> dict[str, Any]:
    try:
        told = signing.loads(request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return {}
    return told if isinstance(told, dict) else {}

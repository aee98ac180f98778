"""Where somebody wanted to go, with what they had sent, while their second step is put in place.

The browser keeps it in a signed cookie of one hour: the key of a form that was sent is in it, nowhere else.
"""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

SALT = "jaras.governance.waiting"
LASTS = 3600
PATH = "/account/second/"


def keep(request: HttpRequest, response: HttpResponse, *, kept: str = "") -> None:
    """A form that was sent is not forgotten for a page that was asked after it."""
    if not kept and told(request)["kept"]:
        return
    value = signing.dumps({"path": _page(request), "kept": kept}, salt=SALT)
    response.set_cookie(
        settings.WAITING_COOKIE_NAME,
        value,
        max_age=LASTS,
        path=PATH,
        httponly=True,
        samesite="Lax",
        secure=settings.SECURE,
    )


def _page(request: HttpRequest) -> str:
    """The address itself; of a fragment that was asked for, the page around it."""
    around = urlsplit(request.headers.get("HX-Current-URL", ""))
    if request.method == "GET" and around.path:
        return f"{around.path}?{around.query}" if around.query else around.path
    return request.get_full_path()


def told(request: HttpRequest) -> dict[str, str]:
    try:
        said: Any = signing.loads(
            request.COOKIES.get(settings.WAITING_COOKIE_NAME, ""), salt=SALT, max_age=LASTS
        )
    except signing.BadSignature:
        said = {}
    path = said.get("path", "")
    if not url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        return {"path": "", "kept": ""}
    return {"path": path, "kept": said.get("kept", "")}


def forget(response: HttpResponse) -> None:
    response.delete_cookie(settings.WAITING_COOKIE_NAME, path=PATH)

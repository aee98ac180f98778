"""Language with theme, remembered by the browser."""

from django.conf import settings
from django.http import HttpResponse

THEME_COOKIE = "jaras_theme"
YEAR = 365 * 86400


def keep(response: HttpResponse, *, language: str | None = None, theme: str | None = None) -> None:
    """Let the browser remember; None leaves what it knows."""
    for cookie, value in ((settings.LANGUAGE_COOKIE_NAME, language), (THEME_COOKIE, theme)):
        if value is not None:
            response.set_cookie(
                cookie, value, max_age=YEAR, samesite="Lax", httponly=True, secure=settings.SECURE
            )

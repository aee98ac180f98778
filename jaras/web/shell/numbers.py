"""Numbers as the reader writes them."""

from functools import lru_cache

from babel.numbers import format_decimal, format_percent
from django.utils.translation import get_language
from markupsafe import Markup

from jaras.web.shell.moments import BABEL_LOCALES


def plain(number: int) -> str:
    """Thousands set apart, in digits 0-9: 195 931 in French, 195.931 in the Arabic of Morocco."""
    return _plain(number, BABEL_LOCALES.get((get_language() or "fr")[:2], "en_GB"))


@lru_cache(maxsize=8192)
def _plain(number: int, locale: str) -> str:
    return str(format_decimal(number, locale=locale))


def grouped(number: int) -> Markup:
    """The same, keeping its own direction inside any sentence."""
    return Markup("<bdi>{}</bdi>").format(plain(number))


def percent(part: float) -> str:
    """A part of one in whole hundredths: 74 %."""
    locale = BABEL_LOCALES.get((get_language() or "fr")[:2], "en_GB")
    return str(format_percent(part, locale=locale))


def decimal(number: float) -> str:
    """With one figure behind the point: 3,4."""
    locale = BABEL_LOCALES.get((get_language() or "fr")[:2], "en_GB")
    return str(format_decimal(round(number, 1), locale=locale))

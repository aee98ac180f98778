"""The Jinja2 environment of every page: an unknown variable is an error."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.backends.utils import csrf_input
from django.templatetags.static import static
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.html import json_script
from django.utils.translation import get_language
from django_htmx.jinja import htmx_script
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from jaras.governance.queries import current_watch
from jaras.governance.queries.glass import glass_in_force
from jaras.kernel.coded import Item
from jaras.web.shell import moments, numbers, signs
from jaras.web.shell.navigation import rail, ring_address
from jaras.web.shell.notices import personal_notice
from jaras.web.shell.staying import staying

EXTENSIONS = ["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"]


def environment(**options: Any) -> Environment:
    options |= {
        "extensions": EXTENSIONS,
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    options.pop("autoescape", None)
    env = Environment(autoescape=True, **options)
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    env.globals.update(
        signs=signs,
        static=static,
        url=url,
        language=language,
        languages=settings.LANGUAGES,
        milliseconds=moments.milliseconds,
        minutes_from_utc=moments.minutes_from_utc,
        direction=direction,
        is_demo=is_demo,
        exit_address=settings.EXIT_ADDRESS,
        messages=get_messages,
        rail=rail,
        ring_address=ring_address,
        locks_after=locks_after,
        current_watch=current_watch,
        glass_in_force=glass_in_force,
        data_block=data_block,
        personal_notice=personal_notice,
        staying=staying,
        htmx_script=htmx_script,
        refresh_words=refresh_words,
    )
    env.filters.update(
        exact=moments.exact,
        day=moments.day,
        clock=moments.clock,
        since=moments.since,
        ago=moments.ago,
        left=moments.left,
        duration=moments.duration,
        grouped=numbers.grouped,
        bidi=bidi,
        label=label,
        query=query,
    )
    return env


def guard(request: HttpRequest) -> dict[str, object]:
    """The guard of all forms of a page is drawn once, where the first of them asks for it."""
    return {
        "csrf_input": SimpleLazyObject(lambda: csrf_input(request)),
        "csrf_token": SimpleLazyObject(lambda: get_token(request)),
    }


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page: url("case", 12)."""
    if args or kwargs:
        return reverse(name, args=args, kwargs=kwargs)
    return _room_address(name, get_urlconf(), get_script_prefix())


@cache
def _room_address(name: str, _urlconf: str | None, _prefix: str) -> str:
    """The rail, the bar ask for the same twenty addresses on every page."""
    return reverse(name)


def gettext(message: str) -> str:
    return _said(message, get_language())


@cache
def _said(message: str, _language: str | None) -> str:
    """What templates say is finite: each sentence is looked up once for each language."""
    return translation.gettext(message)


def told(item: Item, what: str) -> str:
    """What a policy says of an item in the reader's language: `says`, `purpose`."""
    return str(item[f"{what}_{language()}"])


def data_block(name: str, value: object) -> Markup:
    """Data for a script of ours, in a block that no browser runs."""
    return Markup(json_script(value, name))  # nosec B704 - every part is escaped where it comes in


def query(address: str, **parameters: object) -> str:
    """The address with its parameters; those that are empty are left out."""
    kept = {name: value for name, value in parameters.items() if value not in (None, "")}
    return f"{address}?{urlencode(kept, doseq=True)}" if kept else address


def language() -> str:
    return (translation.get_language() or settings.LANGUAGE_CODE)[:2]


def direction() -> str:
    return "rtl" if translation.get_language_bidi() else "ltr"


def refresh_words() -> str:
    return _refresh_words(language())


@cache
def _refresh_words(language: str) -> str:
    return json.dumps(moments.refresh_words(), ensure_ascii=False)


def locks_after(request: HttpRequest) -> int:
    """Seconds without a gesture until this member's screen locks; none on a page without a member."""
    wait = getattr(request, "locks_after", None)
    return int(wait.total_seconds()) if wait else 0


def is_demo() -> bool:
    return bool(settings.MODE == "demo")


def bidi(text: object) -> Markup:
    """A name, a number or a reference keeps its own direction inside any sentence."""
    return Markup("<bdi>{}</bdi>").format(text)


def label(item: object) -> str:
    """A coded item, or a row with names in several languages, in the reader's language."""
    for code in (language(), "fr", "en", "ar"):
        name = item.get(f"name_{code}") if isinstance(item, Mapping) else getattr(item, f"name_{code}", None)
        if name:
            return str(name)
    raise LookupError(f"{item!r} has no name in any language")

"""Every address says who may open it."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

# Views of others: allauth asks who it is itself, the interface asks for a key at its own door.
OTHERS = ("allauth.", "ninja.")
# Our dress on a door of allauth's.
DRESSED = {"jaras.web.governance.sign_in.SignIn"}


def views(resolver: URLResolver) -> Iterator[tuple[str, Any]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from views(entry)
        elif isinstance(entry, URLPattern):
            yield str(entry.pattern), entry.callback


def names(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, str]]:
    """Each name as `reverse` knows it, with its route."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from names(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif entry.name:
            yield f"{space}{entry.name}", str(entry.pattern)


def origin(view: Any) -> str:
    seen = getattr(view, "view_class", getattr(view, "func", view))
    return f"{seen.__module__}.{seen.__qualname__}"


def test_every_view_states_its_permission() -> None:
    silent = [
        f"{route}: {origin(view)}"
        for route, view in views(get_resolver())
        if not hasattr(view, "permission")
        and not origin(view).startswith(OTHERS)
        and origin(view) not in DRESSED
    ]
    assert not silent, "\n".join(
        [*silent, "Put @permission(Verb…) on it, or @public if anybody may open it, outermost."]
    )


def test_no_two_routes_share_a_name() -> None:
    routes: dict[str, list[str]] = {}
    for name, route in names(get_resolver()):
        routes.setdefault(name, []).append(route)
    shared = [f"{name}: {', '.join(found)}" for name, found in routes.items() if len(found) > 1]
    assert not shared, "\n".join([*shared, "reverse() would guess between them: rename one."])


def test_every_permission_is_a_verb_of_the_house() -> None:
    from jaras.governance.checks import verbs_of_the_code

    known = verbs_of_the_code()
    asked = {verb for _route, view in views(get_resolver()) for verb in _verbs(view)}
    assert asked <= known, f"{asked - known}: name a member of a *Verb StrEnum."


def _verbs(view: Any) -> tuple[str, ...]:
    stated = getattr(view, "permission", ())
    return stated if isinstance(stated, tuple) else ()


def test_the_interface_asks_for_a_key() -> None:
    from jaras.api.urls import api

    assert api.auth, "The interface has no door: give NinjaAPI its auth."

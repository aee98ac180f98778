"""Opens every address of the product as every role, writes down what each is answered."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.world import EXAMPLES, EXAMPLES_UNDER, World

VISITOR = "visitor"
LOGIN = "sign in"
METHOD_NOT_ALLOWED = 405
REGEX = re.compile(r"\(\?P<(\w+)>[^)]*\)")


@dataclass(frozen=True)
class Address:
    """One address of the product, with an example where it has arguments."""

    route: str
    name: str
    example: str
    path: str
    arguments: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def row(self) -> str:
        return f"`/{self.route}`" + (f" {self.example}" if self.example else "")


class NoExample(LookupError):
    """An address with arguments that nobody may walk yet."""


def addresses(world: World) -> list[Address]:
    found = {address.row: address for address in _flattened(get_resolver(), "", "", world)}
    return sorted(found.values(), key=lambda address: address.row)


def _flattened(resolver: URLResolver, prefix: str, space: str, world: World) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        route = prefix + REGEX.sub(
            r"<\1>", str(entry.pattern).removeprefix("^").removesuffix("$").removesuffix("/?")
        )
        if isinstance(entry, URLResolver):
            inner = f"{entry.namespace}:" if entry.namespace else space
            yield from _flattened(entry, route, inner, world)
        elif isinstance(entry, URLPattern):
            yield from _examples(entry, route, space, world)


def _examples(entry: URLPattern, route: str, space: str, world: World) -> Iterator[Address]:
    name = space + (entry.name or "")
    if "<" not in route:
        yield Address(route, name, "", reverse(name))
        return
    examples = EXAMPLES.get(name) or EXAMPLES_UNDER.get(route.split("<")[0])
    if not examples:
        raise NoExample(f"{route}: add examples for {name!r} to EXAMPLES in tests/access/world.py.")
    for example, arguments in examples.items():
        yield Address(route, name, example, reverse(name, kwargs=arguments(world)), arguments(world))


def walkers(world: World) -> dict[str, Client]:
    """A visitor, then a browser for each role, with the key of those who hold one."""
    found = {VISITOR: Client()}
    for code, member in world.members.items():
        secret = world.secrets.get(code)
        browser = Client(headers={"authorization": f"Bearer {secret}"} if secret else {})
        browser.force_login(member, backend=settings.AUTHENTICATION_BACKENDS[0])
        found[code] = browser
    return found


def answer(browser: Client, address: Address) -> str:
    """The status of a reading, else of an empty writing; whatever it changed is undone."""
    cache.clear()
    with transaction.atomic():
        cookies = dict(browser.cookies)
        response = browser.get(address.path)
        if response.status_code == METHOD_NOT_ALLOWED:
            response = browser.post(address.path)
        if response.streaming:
            list(response)  # read to its end, as a browser does
        browser.cookies.clear()
        browser.cookies.update(cookies)
        transaction.set_rollback(True)
    location = response.headers.get("Location", "")
    return LOGIN if location.startswith(reverse("account_login")) else str(response.status_code)


def table(world: World) -> dict[str, dict[str, str]]:
    """Row by row, who is answered what."""
    browsers = walkers(world)
    return {
        address.row: {who: answer(browser, address) for who, browser in browsers.items()}
        for address in addresses(world)
    }

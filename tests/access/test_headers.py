"""Every address of the product answers with the headers that keep browsers from harm."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.access import walk, world

EXACT = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
STRICT = (
    "default-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "script-src 'self'",
)
SANDBOX = ("default-src 'none'",)  # somebody's file, shown without any right
LOOSE = ("unsafe-inline", "unsafe-eval", "http:", "https:", "*")


@pytest.mark.django_db
def test_every_address_answers_with_the_headers(settings: Any) -> None:
    made = world.build()
    browsers = walk.walkers(made)
    told = []
    for address in walk.addresses(made):
        for who in (walk.VISITOR, "head"):
            told += [f"{address.row}, {who}: {fault}" for fault in faults(browsers[who], address.path)]
    assert not told, "\n".join(told)


def faults(browser: Client, path: str) -> list[str]:
    cache.clear()
    with transaction.atomic():
        cookies = dict(browser.cookies)
        answers = [browser.get(path), browser.post(path)]
        for answer in answers:
            if answer.streaming:
                list(answer)  # read to its end, as a browser does
        browser.cookies.clear()
        browser.cookies.update(cookies)
        transaction.set_rollback(True)
    return [fault for answer in answers for fault in _faults(answer.headers)]


def _faults(headers: Any) -> list[str]:
    found = [
        f"{name} is {headers.get(name)!r}" for name, value in EXACT.items() if headers.get(name) != value
    ]
    policy = headers.get("Content-Security-Policy", "")
    strict = SANDBOX if policy.startswith("sandbox") else STRICT
    found += [f"the policy lacks {part}: {policy}" for part in strict if part not in policy]
    found += [f"the policy allows {part}: {policy}" for part in LOOSE if part in policy]
    if headers.get("Referrer-Policy") not in ("same-origin", "no-referrer"):
        found.append(f"Referrer-Policy is {headers.get('Referrer-Policy')!r}")
    if "no-store" not in headers.get("Cache-Control", ""):
        found.append(f"Cache-Control is {headers.get('Cache-Control')!r}")
    if "microphone=(self)" not in headers.get("Permissions-Policy", ""):
        found.append(f"Permissions-Policy is {headers.get('Permissions-Policy')!r}")
    return found


@pytest.mark.django_db
def test_an_error_answers_with_them_too(client: Client) -> None:
    for path in ("/nothing/here/", reverse("account_login") + "nothing"):
        assert not _faults(client.get(path).headers)
    assert not _faults(client.post("/account/login/", {"login": "x" * 10_000_000}).headers)

"""Every form that collects something about people says why, on which ground, until when."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction

from tests.access import walk, world

TYPED = {"text", "tel", "email", "file", "number", ""}
READERS = (walk.VISITOR, world.HOLDER, "referent", "operator", "dpo", "administrator", "partner")
# Pages whose forms ask nothing about anybody, each with its reason. Whoever adds one has thought of it.
NOTHING_PERSONAL = {
    "account_login": "the address is known already",
    "account_reset_password": "the address is known already",
    "cases_file": "why a file leaves",
    "committee": "the name of a committee",
    "committee_found": "the name of a committee",
    "committee_seat": "the name of an institution",
    "committee_seat_add": "the name of an institution",
    "doors_close": "why doors close",
    "exceptional_ask": "what is typed is looked up, not kept; the reason is about whoever asks",
    "figures_csv": "why figures leave",
    "figures_sheet": "why figures leave",
    "figures_xlsx": "why figures leave",
    "follow": "a code",
    "hook_amend": "a machine",
    "hook_new": "a machine",
    "keeping_authorisation": "the number of the cell",
    "keeping_hold": "a number, a court",
    "meeting_here": "a code",
    "partners_file": "why a file leaves",
    "register_faults_csv": "why a file leaves",
    "series_plan": "the name of a meeting that comes again",
    "territory_cell": "the name of the cell",
    "territory_import": "maps",
    "territory_place": "a place",
    "territory_place_new": "a place",
    "roster": "what colleagues must know of a turn; persons are in their reports",
    "roster_turn": "what colleagues must know of a turn; persons are in their reports",
    "watch_hand_over": "what a colleague on watch must know; persons are in their reports",
}


class Forms(HTMLParser):
    """Whether a page asks for typed words or files, whether it carries the notice."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sends = self.collects = self.tells = False
        self.asked: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attributes}
        self.tells = self.tells or "data-notice" in named
        if tag == "form":
            self.sends = named.get("method", "").lower() == "post"
        elif self.sends and _asks(tag, named) and named.get("name") != "website":
            self.collects = True
            self.asked.append(named.get("name", ""))

    def handle_endtag(self, tag: str) -> None:
        self.sends = self.sends and tag != "form"


def _asks(tag: str, named: dict[str, str]) -> bool:
    return tag == "textarea" or (tag == "input" and named.get("type", "text").lower() in TYPED)


@pytest.mark.django_db
def test_every_collecting_form_carries_the_notice(settings: Any) -> None:
    settings.MODE = "real"
    made = world.build()
    browsers = walk.walkers(made)
    silent, told = {}, set()
    for address in walk.addresses(made):
        for who in READERS:
            page = _page(browsers[who], address.path)
            if page is None:
                continue
            forms = Forms(page)
            told |= {address.name} if forms.tells else set()
            if forms.collects and not forms.tells and address.name not in NOTHING_PERSONAL:
                silent[address.name] = f"{address.row} asks {forms.asked}"
            break
    assert not silent, "\n".join(
        [*sorted(silent.values()), "Add {{ personal_notice(…) }}, see docs/look.md."]
    )
    assert not told & set(NOTHING_PERSONAL), "these carry the notice: take them off the list"


def _page(browser: Any, path: str) -> str | None:
    """The page as a whole, if this one may open it; what it changed is undone."""
    cache.clear()
    with transaction.atomic():
        cookies = dict(browser.cookies)
        response = browser.get(path)
        is_page = response.status_code == 200 and response["Content-Type"].startswith("text/html")
        html = response.text if is_page and not response.streaming else ""
        if response.streaming:  # a file: read to its end, it is closed
            list(response.streaming_content)
        browser.cookies.clear()
        browser.cookies.update(cookies)
        transaction.set_rollback(True)
    return html if "<html" in html else None

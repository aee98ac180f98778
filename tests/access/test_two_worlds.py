"""Two worlds in which the same happens, sealed things in one alone: an outsider cannot tell them apart."""

import difflib
import io
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as profile
from hypothesis import strategies as st
from openpyxl import load_workbook

from jaras.alerts.rules import Part
from jaras.governance import actions as governance
from jaras.governance.models import Member, actor_of
from jaras.governance.queries import calendars, member_of
from jaras.intake import actions as intake
from jaras.intake import queries as intake_queries
from jaras.intake.models import Report
from jaras.kernel.actor import SYSTEM
from jaras.meetings import actions as meetings
from jaras.meetings.models import Meeting
from jaras.steering import jobs as steering
from jaras.territory import actions as territory
from jaras.web.day import digest
from tests import factories
from tests.access.insider import COMMON, SEALED, SEALED_WORDS, TELEPHONE, Insider
from tests.access.test_sealed import OWN
from tests.access.world import NONE
from tests.web import leaving

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("TWO_WORLDS", "2"))
PAGES = (
    "/desk",
    "/desk/news",
    "/day/",
    "/reports",
    "/search?q=zoubida",
    "/search?q=hammam",
    f"/search?q={TELEPHONE}",
    "/cases/?q=zoub",
    "/cases/",
    "/people/?q=zoubida+raji",
    f"/people/?q={TELEPHONE}",
    "/people/?q=fatima",
    "/people/?q=زبيدة",
    "/figures/",
    "/referrals/",
    "/bells/",
    "/bells/?show=all",
    "/bells/?show=overdue",
    "/bells/?show=past",
    "/meetings/",
    "/meetings/{meeting}/",
    "/meetings/{meeting}/calendar.ics",
    "/committees/",
    "/figures/promises/",
)
INTERFACE = ("/reports", "/cases", "/referrals", "/interventions", "/figures")
# Of somebody who is in no sealed case: what is asked of the hidden one is asked of one that never was.
HIDDEN = ("/reports/{report}", "/reports/{report}/panels/join", "/cases/{case}/", "/people/{person}/")
# What is proposed for a call that an outsider took, by words, by names.
SUGGESTED = (
    "/desk/{own}",
    "/reports/{own}/panels/person",
    "/reports/{own}/panels/person?q=zoubida",
    "/reports/{own}/panels/join?q=hammam",
    "/reports/{own}/panels/link?q=zoubida",
)
POSTED = ("/reports/{report}/claim", "/cases/{case}/note/", "/people/{person}/case/")
# Gaps between them tell that something was begun, as drafts do; docs/security.md says so.
NUMBERS = re.compile(r"(?<=[/=\"-])\d+(?=[/\"?&#])|(?<=id\": )\d+|(?<=id-duty-)\d+|(?<=id-leave-)\d+")


class Outsider:
    """Somebody without the compartment, in a browser, through the interface, by what they write."""

    def __init__(self, who: Member, at: datetime, meeting: Meeting) -> None:
        self.who, self.meeting = who, meeting.pk
        self.feed = f"/calendar/{calendars.token_of(governance.share_calendar(by=actor_of(who), at=at))}.ics"
        self.browser = Client(raise_request_exception=False)
        self.browser.force_login(who, backend=settings.AUTHENTICATION_BACKENDS[0])
        self.secret = governance.create_token(name="two worlds", by=actor_of(who), at=at)[1]

    def learns(self, world: Insider) -> Iterator[Any]:
        """Everything that this outsider may ask, in turn."""
        for path in (*PAGES, self.feed):
            yield self.seen("get", path, {"meeting": self.meeting})
        for path in INTERFACE:
            yield self.seen("get", f"/api/v1{path}", authorization=f"Bearer {self.secret}")
        hidden = numbers(world)
        for path in HIDDEN:
            yield self.seen("get", path, hidden)
        for path in POSTED:
            yield self.seen("post", path, hidden)
        yield self.writes_the_same(world)
        yield self.takes_away()
        yield [str(digest.written(self.who, part, at=world.at)) for part in Part]

    def seen(
        self, verb: str, path: str, hidden: Mapping[str, int] = MappingProxyType({}), **headers: str
    ) -> tuple[str, int, int, str]:
        """The address, the status, how many queries, the page without what is its own; nothing is kept."""
        cache.clear()
        with transaction.atomic(), CaptureQueriesContext(connection) as asked:
            answer: Any = getattr(self.browser, verb)(path.format(**hidden), headers=headers)
            content = b"".join(answer) if answer.streaming else answer.getvalue()
            transaction.set_rollback(True)
        page = OWN.sub(b"", content).decode(errors="replace")
        return path, answer.status_code, len(asked), NUMBERS.sub("n", page)

    def writes_the_same(self, world: Insider) -> list[Any]:
        """A call with the words, the name, the telephone of the hidden one: what is proposed then."""
        with transaction.atomic():
            by, at = actor_of(self.who), world.at + timedelta(minutes=1)
            incoming = Report(words=SEALED_WORDS, channel="TEL", received_at=at)
            found: list[Any] = [str(each.text) for each in intake_queries.candidates(incoming, by)]
            if by.can("intake.take"):
                taken = intake.take(
                    channel="TEL",
                    words=SEALED_WORDS,
                    who="Zoubida Raji, 30 ans",
                    reporter_telephone=TELEPHONE,
                    by=by,
                    at=at,
                ).report
                found += [self.seen("get", path, {"own": taken.pk}) for path in SUGGESTED]
            transaction.set_rollback(True)
        return found

    def takes_away(self) -> list[Any]:
        """The list of cases, the figures, as files."""
        found: list[Any] = []
        for path in ("/cases/file/", "/figures/csv/?from=2026-11"):
            with transaction.atomic():
                asked = self.browser.post(path, {"reason": leaving.REASON})
                found.append(asked.status_code)
                if asked.status_code == 302:
                    content = b"".join(self.browser.get(leaving.link(self.browser)))
                    found.append(table(content))
                transaction.set_rollback(True)
        return found


def table(content: bytes) -> Any:
    if not content.startswith(b"PK"):
        return content
    sheets = load_workbook(io.BytesIO(content)).worksheets
    rows = [row for sheet in sheets for row in sheet.iter_rows(values_only=True)]
    # The first cell is the number of the case: see NUMBERS.
    return [[str(cell) for cell in row if not isinstance(cell, int)] for row in rows]


def told(there: Any, nowhere: Any) -> Iterator[Any]:
    """What differs, as short as it can be said."""
    if there == nowhere:
        return
    if isinstance(there, list | tuple) and isinstance(nowhere, list | tuple) and len(there) == len(nowhere):
        for one, other in zip(there, nowhere, strict=True):
            for difference in told(one, other):
                yield there[0] if isinstance(there, tuple) else "", difference
    elif isinstance(there, str) and isinstance(nowhere, str):
        lines = difflib.unified_diff(nowhere.splitlines(), there.splitlines(), lineterm="", n=0)
        yield [line[:400] for line in lines][:12]
    else:
        yield there, nowhere


def numbers(world: Insider) -> dict[str, int]:
    """Of what is hidden; where nothing is, of what never was."""
    report = world.hidden[-1].pk if world.hidden else NONE
    case = world.files[-1] if world.files else None
    person = case.persons.exclude(given_name="").first() if case else None
    return {"report": report, "case": case.pk if case else NONE, "person": person.pk if person else NONE}


def test_no_sequence_of_actions_tells_an_outsider(
    member: Callable[..., Member], at: datetime, work: Callable[[], int]
) -> None:
    territory.choose(province_code=factories.province().code, invented=False, by=SYSTEM, at=at)
    insider = replace(actor_of(member("operator", "referent", compartments=["violence"])), grants={})
    bed, committee = factories.service(), factories.committee()
    factories.mandate(committee.seats.all()[0], member("committee"))
    head, agent = member("head"), member("operator", "referent")
    meeting = meetings.plan_meeting(
        kind="CELL", name="Cellule", starts_at=at + timedelta(hours=2), ends_at=at + timedelta(hours=3),
        facilitator=head, by=actor_of(head), at=at,
    )  # fmt: skip
    for each in (agent, member_of(insider)):
        meetings.invite(meeting=meeting, member=each, by=actor_of(head), at=at)
    outsiders = [Outsider(who, at, meeting) for who in (agent, head)]

    def lived(steps: list[str], *, sealed: bool) -> Iterator[Any]:
        with transaction.atomic(), time_machine.travel(at + timedelta(hours=1), tick=False):
            world = Insider(insider, at, bed, committee, sealed=sealed)
            mail.outbox.clear()
            for step in steps:
                world.do(step)
            work()
            steering.settle()
            for each in outsiders:
                yield from each.learns(world)
            theirs = {each.who.email for each in outsiders}
            yield [(post.to, post.subject, post.body) for post in mail.outbox if theirs & set(post.to)]
            transaction.set_rollback(True)

    @profile(
        max_examples=EXAMPLES,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # what fails is short already
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example],
    )
    @given(st.permutations((*SEALED, *COMMON)))
    def holds(steps: list[str]) -> None:
        acted = ["call", "case", "sealed_call", "call", "sealed_case", *steps, "sealed_call"]
        there, nowhere = list(lived(acted, sealed=True)), list(lived(acted, sealed=False))
        assert not list(told(there, nowhere))

    list(lived(["call"], sealed=False))  # what is read once in the life of a process
    holds()

"""Calendars elsewhere are kept up to date; what was ticked there is done here."""

from base64 import b64encode
from datetime import datetime

from django.conf import settings
from django.utils import timezone, translation

from jaras.bells import actions as bells
from jaras.bells.models import Bell
from jaras.calendars import actions, queries
from jaras.calendars.models import CalendarAccount, CalendarCopy
from jaras.calendars.rules.entries import Entry, Event, Ticked, Todo, digest, ticked, written
from jaras.governance.models import Member, actor_of
from jaras.kernel.actor import SYSTEM
from jaras.kernel.jobs import enqueue
from jaras.kernel.posting import Answer, exchange
from jaras.kernel.refusal import Refused

LARGEST = 200_000
FAULTS = {401: "refused", 403: "refused", 404: "missing", 409: "missing", 410: "missing"}


class _Broken(Exception):
    """The server brings nothing now; why, as a code."""


def due() -> None:
    """Every calendar that is followed, each in a job of its own."""
    for pk in CalendarAccount.objects.followed().values_list("pk", flat=True):
        enqueue(actions.KEEP, pk)


def keep(account_id: int) -> None:
    """One calendar: first what was ticked there, then what changed here."""
    account = CalendarAccount.objects.followed().select_related("member").filter(pk=account_id).first()
    if account is None or not account.member.is_active:
        return
    fault = ""
    try:
        with translation.override(account.member.language or settings.LANGUAGE_CODE):
            _keep(account, at=timezone.now())
    except _Broken as broken:
        fault = str(broken)
    actions.note_kept(account=account, fault=fault, by=SYSTEM, at=timezone.now())


def _keep(account: CalendarAccount, *, at: datetime) -> None:
    entries = {each.uid: each for each in queries.entries_of(account.member, at=at)}
    for copy in account.copies.all():
        if isinstance(entries.get(copy.uid), Todo) and _look(account, copy, at=at):
            del entries[copy.uid]
    for copy in account.copies.all():
        if copy.uid not in entries:
            _take_away(account, copy, at=at)
    copies = {each.uid: each for each in account.copies.all()}
    for uid, entry in entries.items():
        known = copies.get(uid)
        if known is None or known.digest != digest(entry):
            _write(account, entry, known, at=at)


def _look(account: CalendarAccount, copy: CalendarCopy, *, at: datetime) -> bool:
    """Whether they ticked it there; an entry that they took away stays away until it changes here."""
    headers = {"If-None-Match": copy.etag} if copy.etag else {}
    answer = _ask(account, "GET", copy.uid, headers=headers)
    if answer.status == 200 and (done := ticked(answer.content)) is not None:
        return _done(account.member, copy.uid, done, at=at)
    return False


def _done(member: Member, uid: str, said: Ticked, *, at: datetime) -> bool:
    kind, _dash, number = uid.partition("@")[0].partition("-")
    tick = queries.ticks.get(kind)
    return bool(tick and number.isdecimal() and tick(member, int(number), said, at))


def tick_bell(member: Member, number: int, said: Ticked, at: datetime) -> bool:
    """A bell is done by whoever carries it; what they noted there is how one sees it."""
    bell = Bell.objects.carried().filter(pk=number, who=member).first()
    if bell is None:
        return False
    words = said.words or translation.gettext("Ticked as done in their calendar.")
    try:
        bells.finish(bell=bell, evidence=words[:900], by=actor_of(member, at=at), at=at)
    except Refused:
        return False
    return True


def _write(account: CalendarAccount, entry: Entry, known: CalendarCopy | None, *, at: datetime) -> None:
    """Ours is the truth: what they changed there in the meantime is written over."""
    headers = {"Content-Type": "text/calendar; charset=utf-8"}
    answer = _ask(account, "PUT", entry.uid, body=written([entry], at=at), headers=headers)
    if not answer.taken:
        raise _Broken(_fault(answer))
    until = entry.ends_at if isinstance(entry, Event) else None
    actions.keep_copy(account=account, uid=entry.uid, etag=answer.etag, digest=digest(entry), until=until)


def _take_away(account: CalendarAccount, copy: CalendarCopy, *, at: datetime) -> None:
    """It is no longer theirs, or done; what has taken place stays in their calendar."""
    if copy.until is None or copy.until > at:
        answer = _ask(account, "DELETE", copy.uid)
        if not answer.taken and answer.status not in (404, 410):
            raise _Broken(_fault(answer))
    actions.forget_copy(copy=copy)


def _ask(
    account: CalendarAccount,
    method: str,
    uid: str,
    *,
    body: bytes | None = None,
    headers: dict[str, str] | None = None,
) -> Answer:
    given = b64encode(f"{account.login}:{account.secret}".encode()).decode()
    said = {"Authorization": f"Basic {given}", "User-Agent": "Jaras", **(headers or {})}
    name = uid.partition("@")[0]  # servers are particular about the names of files
    address = f"{account.address.rstrip('/')}/jaras-{name}.ics"
    answer = exchange(method, address, body, said, demo=settings.MODE == "demo", most=LARGEST)
    if answer.fault or answer.status in (401, 403) or (answer.status or 0) >= 500:
        raise _Broken(_fault(answer))
    return answer


def _fault(answer: Answer) -> str:
    return answer.fault or FAULTS.get(answer.status or 0, "unreachable")

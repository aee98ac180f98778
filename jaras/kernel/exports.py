"""Files that leave the house: who took which, why, how many a day; gone after a day."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_hex
from typing import Any, ClassVar

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from jaras.kernel import access, events, keys, reading, text
from jaras.kernel.actor import Actor
from jaras.kernel.coded import CodedList, coded_list
from jaras.kernel.keys import derived
from jaras.kernel.models import ExportedFile
from jaras.kernel.pages import Page, page
from jaras.kernel.refusal import Refused

KEPT = timedelta(days=1)
LINK_LASTS = timedelta(minutes=10)
PURPOSE = "jaras.kernel.exports"
SHORTEST_REASON, LONGEST_REASON = 5, 300
_signer = TimestampSigner(salt=PURPOSE)


@dataclass(frozen=True)
class Written:
    """A file as its page wrote it, with how many rows it tells."""

    name: str
    media_type: str
    body: bytes
    rows: int


@dataclass(frozen=True, kw_only=True)
class FileTakenOut(events.Event):
    """Somebody made a file of what the house knows."""

    subject: ClassVar[str] = "export"
    export_id: int
    kind: str
    form: str
    rows: int


def kinds() -> CodedList:
    return coded_list(Path(__file__).parent / "policies" / "exports.yaml")


def papers() -> CodedList:
    """What is printed at once, for the hand: no reason is asked, none is refused."""
    return coded_list(Path(__file__).parent / "policies" / "papers.yaml")


def may(actor: Actor, kind: str) -> bool:
    return actor.member_id is not None and actor.can(kinds()[kind]["verb"])


def left(kind: str, *, by: Actor, at: datetime) -> int:
    """How many files of this kind the member may still make on this day."""
    return max(0, int(kinds()[kind]["a_day"]) - _of_the_day(kind, by=by, at=at).count())


def _of_the_day(kind: str, *, by: Actor, at: datetime) -> QuerySet[ExportedFile]:
    return ExportedFile.objects.filter(by_id=by.member_id or 0, kind=kind, day=localdate(at))


def take_out(
    *, kind: str, reason: str, write: Callable[[], Written], by: Actor, at: datetime
) -> ExportedFile:
    """Write the file once, where no server looks; refuse who may not, gives no reason, took enough today."""
    access.require(by, kinds()[kind]["verb"])
    if by.member_id is None:
        raise access.Forbidden("only a member takes a file out")
    why = text.within(reason, limit=LONGEST_REASON, field="reason")
    if len(why) < SHORTEST_REASON:
        raise Refused(_("Say in a few words what this file is for."), field="reason")
    if not left(kind, by=by, at=at):
        raise Refused(_enough(kind), field="reason")
    written = write()
    token = _put(written.body)
    try:
        with transaction.atomic():
            return _note(kind, why, written, token, by=by, at=at)
    except IntegrityError as twice:  # two at once asked for the last one
        location(token).unlink(missing_ok=True)
        raise Refused(_("Another file was made at this moment: ask once more."), field="reason") from twice


def printed(*, kind: str, name: str, body: bytes, by: Actor, at: datetime) -> None:
    """A paper was given to whoever stands there: its line stands with the files, nothing is kept."""
    if by.member_id is None or kind not in papers():
        raise access.Forbidden("only a member prints a paper of the list")
    sheet = Written(name, "application/pdf", body, 1)
    for last in (False, False, True):
        try:
            with transaction.atomic():
                _note(kind, "", sheet, "", by=by, at=at, gone=True)
                return
        except IntegrityError:  # two printed at once
            if last:
                raise


def _enough(kind: str) -> Any:
    return _("You have made %(number)d files of this kind today, as many as a day allows.") % {
        "number": kinds()[kind]["a_day"]
    }


def _note(
    kind: str, reason: str, written: Written, token: str, *, by: Actor, at: datetime, gone: bool = False
) -> ExportedFile:
    made = ExportedFile.objects.create(
        kind=kind,
        reason=reason,
        name=written.name,
        media_type=written.media_type,
        rows=written.rows,
        size=len(written.body),
        token=token,
        day=localdate(at),
        number=_of_the_day(kind, by=by, at=at).count() + 1,
        by_id=by.member_id or 0,
        at=at,
        until=at if gone else at + KEPT,
        gone_at=at if gone else None,
    )
    told = FileTakenOut(export_id=made.pk, kind=kind, form=written.name.rpartition(".")[2], rows=written.rows)
    events.publish(told, by=by, at=at)
    reading.exported("export", made.pk, by=by, at=at)
    return made


def mine(actor: Actor, pk: int, *, at: datetime) -> ExportedFile | None:
    """A file of one's own that is still there, of a kind one may still take out."""
    found = ExportedFile.objects.filter(pk=pk, by_id=actor.member_id or 0, until__gt=at, gone_at=None).first()
    return found if found is not None and found.kind in kinds() and may(actor, found.kind) else None


def listed(actor: Actor, *, everybody: bool, after: str = "") -> Page[ExportedFile]:
    """Fifty files, the latest first: one's own, or everybody's."""
    rows = (
        ExportedFile.objects.all() if everybody else ExportedFile.objects.filter(by_id=actor.member_id or 0)
    )
    found = page(rows, order=("-id",), after=after)
    keys.prepare(made.__dict__["reason"] for made in found.rows)
    return found


def key(made: ExportedFile) -> str:
    """What opens the file for its maker during some minutes."""
    return _signer.sign(f"{made.pk}:{made.by_id}")


def opens(key: str, made: ExportedFile) -> bool:
    try:
        return _signer.unsign(key, max_age=LINK_LASTS) == f"{made.pk}:{made.by_id}"
    except BadSignature:
        return False


def content(made: ExportedFile) -> bytes:
    return derived.opened(location(made.token).read_bytes(), purpose=PURPOSE, name=made.token)


def location(token: str) -> Path:
    return Path(settings.EXPORTS_ROOT) / token


def _put(body: bytes) -> str:
    token = token_hex(16)
    target = location(token)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(derived.sealed(body, purpose=PURPOSE, name=token))
    return token


def take_away(*, at: datetime) -> int:
    """Take away every file whose day is over, with what no row names; how many rows had one."""
    over = ExportedFile.objects.filter(until__lte=at, gone_at=None)
    for made in over:
        location(made.token).unlink(missing_ok=True)
    gone = over.update(gone_at=at)
    limit = (at - KEPT).timestamp()
    for path in Path(settings.EXPORTS_ROOT).glob("*"):
        if path.stat().st_mtime < limit:
            path.unlink(missing_ok=True)
    return gone

"""What is read about members, about the watch."""

from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import takewhile
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from jaras.governance.models import Invitation, Member, Watch
from jaras.governance.queries.roster import with_next
from jaras.governance.roles import WATCH_DUTY, duty, roles, scopes, verbs, verbs_of
from jaras.governance.rules import GovernanceVerb
from jaras.kernel import keys
from jaras.kernel.access import Forbidden
from jaras.kernel.actor import Actor
from jaras.kernel.coded import Item, read_policy
from jaras.kernel.models import EventRecord
from jaras.kernel.pages import Page, page
from jaras.kernel.prepared import prepared
from jaras.kernel.record import readers
from jaras.kernel.record.models import ReadRecord

PENDING = 50
OF_FILES = {"cases", "intake", "people", "care", "inclusion", "outreach"}


def digest(secret: str) -> str:
    """What is kept of a key."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


def key_of(invitation: Invitation) -> str:
    """The key of an invitation, 256 bits, from its row together with the secret of this copy."""
    made = salted_hmac(
        "jaras.governance.invitation", f"{invitation.nonce}:{invitation.email}", algorithm="sha256"
    )
    return urlsafe_b64encode(made.digest()).decode().rstrip("=")


def invitation_of(token: str, *, at: datetime) -> Invitation | None:
    """The invitation this key still opens."""
    return (
        Invitation.objects.pending()
        .select_related("organisation")
        .filter(digest=digest(token), expires_at__gt=at)
        .first()
    )


def member_of(actor: Actor) -> Member:
    """The row of whoever acts, or a refusal: nobody acts for themselves without being a member."""
    member = Member.objects.active().filter(pk=actor.member_id or 0).first()
    if member is None:
        raise Forbidden("only a member may do this for themselves")
    return member


def pending_invitations(actor: Actor) -> list[Invitation]:
    """The doors that wait, the latest first; those nobody used stay in sight until they are renewed."""
    return list(Invitation.objects.visible_to(actor).pending()[:PENDING])


@dataclass(frozen=True)
class Right:
    """One thing a member may do, how far."""

    verb: Item
    scope: Item

    @property
    def is_of_files(self) -> bool:
        """Whether it is about reports, cases, persons: what may be limited to communes, to poles."""
        return self.verb.code.partition(".")[0] in OF_FILES


def rights(codes: Sequence[str]) -> list[Right]:
    """What these roles allow together, in words, in the order of the river."""
    held = verbs_of(tuple(codes))
    return [Right(verb, scopes()[held[verb.code]]) for verb in verbs() if verb.code in held]


def role_items(codes: Sequence[str]) -> list[Item]:
    return [role for role in roles() if role.code in codes]


def members_page(actor: Actor, *, after: str = "", words: str = "") -> Page[Member]:
    """Fifty members by name; of those whose name or address holds the words, if there are some."""
    rows = Member.objects.visible_to(actor).select_related("organisation")
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(name_ar__icontains=words) | Q(email__icontains=words))
    return page(rows, order=("name", "id"), after=after)


def current_watch(*, at: datetime | None = None) -> Watch | None:
    """Who holds the watch now, who is planned next: every member must know whom to call."""
    return next(iter(_current_watch(at or timezone.now())), None)


@prepared
def _current_watch(at: datetime) -> QuerySet[Watch]:
    return with_next(Watch.objects.current().select_related("holder", "deputy"), at=at)


def next_holders(actor: Actor, of: str = WATCH_DUTY) -> list[Member]:
    """Colleagues who may hold the watch, or another duty."""
    return [
        member
        for member in Member.objects.visible_to(actor).active()
        if duty(of).verb in verbs_of(tuple(member.roles))
    ]


def watch_is_limited() -> bool:
    """Whether all who may hold the watch are limited to communes or poles: nobody sees the whole night."""
    rows = Member.objects.active().values_list("roles", "reach_communes", "reach_poles")
    limited = [
        bool(communes or poles)
        for roles, communes, poles in rows
        if GovernanceVerb.WATCH in verbs_of(tuple(roles))
    ]
    return bool(limited) and all(limited)


def watches_page(actor: Actor, *, after: str = "") -> Page[Watch]:
    """Fifty watches with their notes, the latest first."""
    found = page(Watch.objects.visible_to(actor).select_related("holder"), order=("-id",), after=after)
    keys.prepare(watch.__dict__["note"] for watch in found.rows)
    return found


@dataclass(frozen=True)
class Access:
    """Somebody opened, searched, took out something, at that moment."""

    record: ReadRecord
    member: Member | None


@dataclass(frozen=True)
class FileReader:
    """Who read one file, how often."""

    read: readers.Reader
    member: Member | None


def accesses_page(actor: Actor, wanted: readers.Wanted, *, after: str = "") -> tuple[list[Access], str]:
    """Fifty lines of the journal, the latest first, for whoever may read it; the key of what follows."""
    rows = wanted.rows() if actor.can(GovernanceVerb.JOURNAL) else ReadRecord.objects.none()
    return _named(rows, after=after, size=50)


def readers_of(actor: Actor, read: Q, *, after: str = "") -> tuple[list[FileReader], list[Access], str]:
    """Who read what is told by `read`: everybody once, then each time, two hundred on a page."""
    if not actor.can(GovernanceVerb.READERS):
        return [], [], ""
    known = readers.readers(read)
    names = Member.objects.in_bulk({each.by_id for each in known if each.by_id})
    lines, following = _named(ReadRecord.objects.filter(read), after=after, size=200)
    return [FileReader(each, names.get(each.by_id or 0)) for each in known], lines, following


def _named(rows: QuerySet[ReadRecord], *, after: str, size: int) -> tuple[list[Access], str]:
    found = page(rows, order=("-id",), after=after, size=size)
    names = Member.objects.in_bulk({row.by_id for row in found.rows if row.by_id})
    return [Access(row, names.get(row.by_id or 0)) for row in found.rows], found.after


@dataclass(frozen=True)
class Change:
    """Who changed something last, when."""

    member: Member | None
    at: datetime


def last_change(subject: str, subject_id: int, *events: str) -> Change | None:
    """The last of these events that happened to something: whom a conflict of texts is with."""
    rows = EventRecord.objects.filter(subject=subject, subject_id=subject_id, name__in=events)
    last = rows.order_by("-id").first()
    if last is None:
        return None
    return Change(Member.objects.filter(pk=last.by_id or 0).first(), last.at)


def first_of_each_role() -> list[tuple[Item, Member]]:
    """For each role, the first member whose main role it is."""
    first: dict[str, Member] = {}
    for member in Member.objects.active().order_by("id")[:200]:
        for role in member.roles[:1]:
            first.setdefault(role, member)
    return [(role, first[role.code]) for role in roles() if role.code in first]


@dataclass(frozen=True)
class Policy:
    """A reviewed file of the house, with the sign of its exact content."""

    package: str
    name: str
    version: str
    about: str
    content: Any

    @property
    def entries(self) -> list[Any]:
        """What it lists, whatever the file calls it."""
        if isinstance(self.content, list):
            return self.content
        lists = [value for value in self.content.values() if isinstance(value, list)]
        return max(lists, key=len) if lists else list(self.content.items())


def policies() -> list[Policy]:
    """Every policy in force, by package in the order of the house."""
    return [_policy(path) for app in apps.get_app_configs() for path in _policy_files(Path(app.path))]


def _policy_files(package: Path) -> list[Path]:
    return sorted((package / "policies").glob("*.yaml")) if package.parent.name == "jaras" else []


def _policy(path: Path) -> Policy:
    text = path.read_text(encoding="utf-8")
    head = takewhile(lambda line: line.startswith("#"), text.splitlines())
    return Policy(
        package=path.parent.parent.name,
        name=path.stem,
        version=sha256(text.encode()).hexdigest()[:8],
        about=" ".join(line.lstrip("# ") for line in head),
        content=read_policy(path),
    )

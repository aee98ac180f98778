"""An address is registered, corrected, paused, retired; its secret is changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.hooks import events as facts
from jaras.hooks import queries
from jaras.hooks.lists import kinds
from jaras.hooks.models import Hook
from jaras.hooks.rules import HOOK, HooksVerb, told
from jaras.kernel import access, events, text, workflow
from jaras.kernel.actor import Actor
from jaras.kernel.addresses import AddressFault, fault_of
from jaras.kernel.refusal import Refused

NAME = 120
OVERLAP = timedelta(days=2)
MOST = 50
SENTENCES = {
    AddressFault.UNREADABLE: _("This is not the address of a web page."),
    AddressFault.NOT_HTTPS: _("The address begins with https://."),
    AddressFault.WITH_PASSWORD: _("An address holds no name and no password."),
    AddressFault.INSIDE: _("This address lies inside a private network: nothing is sent there."),
}


@dataclass(frozen=True)
class Registered:
    """A webhook with its secret, told once."""

    hook: Hook
    secret: str


@transaction.atomic
def register(*, name: str, address: str, kinds: Sequence[str], by: Actor, at: datetime) -> Registered:
    """Tell this address of these kinds of events, from now on."""
    access.require(by, HooksVerb.MANAGE)
    if Hook.objects.visible_to(by).count() >= MOST:
        raise Refused(_("There are many addresses already: take one away first."))
    said = _checked(name, address, kinds)
    hook = Hook.objects.create(**said, nonce=token_hex(16), by_id=by.member_id, at=at)
    events.publish(facts.HookRegistered(hook_id=hook.pk, kinds=tuple(hook.kinds)), by=by, at=at)
    transaction.on_commit(queries.remember_wanted)
    return Registered(hook, told(queries.secret(hook)))


@transaction.atomic
def amend(*, hook: Hook, name: str, address: str, kinds: Sequence[str], by: Actor, at: datetime) -> Hook:
    """Correct it; raises `Conflict` when somebody else saved meanwhile."""
    access.require(by, HooksVerb.MANAGE, hook)
    said = _checked(name, address, kinds)
    changed = tuple(field for field, value in said.items() if getattr(hook, field) != value)
    for field, value in said.items():
        setattr(hook, field, value)
    hook.save_checked(*said)
    events.publish(facts.HookAmended(hook_id=hook.pk, fields=changed), by=by, at=at)
    transaction.on_commit(queries.remember_wanted)
    return hook


@transaction.atomic
def move(*, hook: Hook, verb: str, by: Actor, at: datetime) -> Hook:
    """Pause it, resume it, retire it; what waited is sent when it is resumed."""
    access.require(by, HooksVerb.MANAGE, hook)
    workflow.move(hook, HOOK, verb, by=by, at=at)
    if verb == "resume":
        hook.failing_since = None
    hook.save_checked("state", "failing_since")
    events.publish(facts.HookMoved(hook_id=hook.pk, verb=verb, state=hook.state), by=by, at=at)
    transaction.on_commit(queries.remember_wanted)
    return hook


@transaction.atomic
def change_secret(*, hook: Hook, by: Actor, at: datetime) -> Registered:
    """A new secret, told once; for two days messages carry the signature of the former one too."""
    access.require(by, HooksVerb.MANAGE, hook)
    hook.old_nonce, hook.old_until, hook.nonce = hook.nonce, at + OVERLAP, token_hex(16)
    hook.save_checked("old_nonce", "old_until", "nonce")
    events.publish(facts.HookSecretChanged(hook_id=hook.pk), by=by, at=at)
    return Registered(hook, told(queries.secret(hook)))


def _checked(name: str, address: str, wanted: Sequence[str]) -> dict[str, object]:
    name = text.within(name, limit=NAME, field="name")
    if not name:
        raise Refused(_("Give it a name, so that others know whom it tells."), field="name")
    address = text.cleaned(address)
    if (fault := fault_of(address, demo=settings.MODE == "demo")) is not None:
        raise Refused(SENTENCES[fault], field="address")
    if any(code not in kinds() for code in wanted):
        raise Refused(_("This value is not in the list."), field="kinds")
    if not wanted:
        raise Refused(_("Choose at least one kind of news."), field="kinds")
    return {
        "name": name,
        "address": address,
        "kinds": [code for code in kinds().codes() if code in wanted],
    }

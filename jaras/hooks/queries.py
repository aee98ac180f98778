"""What webhooks read: who wants what, which secrets sign, what waits."""

from collections.abc import Collection, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.core.cache import cache
from django.db.models import Q
from django.utils.crypto import salted_hmac

from jaras.care.models import Intervention, Referral
from jaras.care.rules import CareVerb
from jaras.cases.models import Case
from jaras.cases.rules import CasesVerb
from jaras.hooks.models import Delivery, Hook
from jaras.hooks.rules import DeliveryState, HookState
from jaras.intake.models import Report
from jaras.intake.rules.states import IntakeVerb
from jaras.kernel import access
from jaras.kernel.actor import Actor, Scope
from jaras.kernel.pages import Page, page

SALT = "jaras.hooks.secret"
WANTED, KEPT_FOR = "hooks.wanted", 60  # seconds
AT_MOST = 500  # messages a minute to those who answer
AT_ONCE = 3  # messages a minute to an address that does not answer

# Whoever listens outside sees what somebody without a team sees: nothing restricted, nothing sealed.
LISTENER = Actor(
    name="webhook",
    verbs=MappingProxyType(dict.fromkeys((IntakeVerb.READ, CasesVerb.READ, CareVerb.READ), Scope.ALL)),
)
_MODELS: Mapping[str, Any] = MappingProxyType(
    {"report": Report, "case": Case, "referral": Referral, "intervention": Intervention}
)


def wanted() -> frozenset[str]:
    """The kinds that somebody listens to, known without asking the database most of the time."""
    known = cache.get(WANTED)
    if known is None:
        known = kinds_wanted()
        cache.add(WANTED, known, KEPT_FOR)
    return frozenset(known)


def kinds_wanted() -> frozenset[str]:
    rows = Hook.objects.filter(state=HookState.ACTIVE).values_list("kinds", flat=True)
    return frozenset(kind for kinds in rows for kind in kinds)


def remember_wanted() -> None:
    """For every process of this house, once the change is true."""
    cache.set(WANTED, kinds_wanted(), KEPT_FOR)


def tellable(subject: str, ids: Collection[int]) -> set[int]:
    """Those of these things that anybody outside may hear of; nothing of the past."""
    rows = access.visible(_MODELS[subject], LISTENER).filter(pk__in=ids)
    if subject == "case":
        rows = rows.exclude(is_past=True)
    elif subject != "report":
        rows = rows.exclude(Q(case__isnull=False) & Q(case__is_past=True))
    return set(rows.values_list("pk", flat=True))


def listening(kind: str) -> list[Hook]:
    """Those who listen to this kind; a few rows, so they are read whole."""
    return [hook for hook in Hook.objects.filter(state=HookState.ACTIVE) if kind in hook.kinds]


def secret(hook: Hook, nonce: str = "") -> bytes:
    """Made from the house's key each time: the database alone signs nothing."""
    value = f"{hook.pk}.{nonce or hook.nonce}"
    return salted_hmac(SALT, value, algorithm="sha256").digest()


def secrets(hook: Hook, at: datetime) -> list[bytes]:
    """The secret, with the former one while both are accepted."""
    old = hook.old_nonce if hook.old_until is not None and hook.old_until > at else ""
    return [secret(hook)] + ([secret(hook, old)] if old else [])


def due(at: datetime, *, most: int = AT_MOST) -> list[int]:
    """What is to be tried now, the oldest first; of an address that does not answer, a few at a time.

    No more than `most` for those that answer, whatever waits behind them.
    """
    rows = Delivery.objects.filter(state=DeliveryState.WAITING, next_at__lte=at, hook__state=HookState.ACTIVE)
    rows = rows.order_by("next_at", "id")
    found = list(rows.filter(hook__failing_since=None).values_list("pk", "next_at")[:most])
    for hook in Hook.objects.filter(state=HookState.ACTIVE, failing_since__isnull=False):
        found += rows.filter(hook=hook).values_list("pk", "next_at")[:AT_ONCE]
    return [pk for pk, next_at in sorted(found, key=lambda each: (each[1], each[0]))]


def hooks(actor: Actor) -> list[Hook]:
    return list(Hook.objects.visible_to(actor))


def deliveries(hook: Hook, *, after: str = "", size: int = 25) -> Page[Delivery]:
    """Its messages, the last first."""
    rows = Delivery.objects.filter(hook=hook).prefetch_related("log")
    return page(rows, order=("-id",), after=after, size=size)


def find_delivery(hook: Hook, pk: int) -> Delivery | None:
    return Delivery.objects.filter(hook=hook, pk=pk).select_related("hook").first()

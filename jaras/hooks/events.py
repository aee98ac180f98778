"""What happens to webhooks."""

from dataclasses import dataclass
from typing import ClassVar

from jaras.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class HookEvent(Event):
    subject: ClassVar[str] = "hook"
    hook_id: int


@dataclass(frozen=True, kw_only=True)
class HookRegistered(HookEvent):
    kinds: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class HookAmended(HookEvent):
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class HookMoved(HookEvent):
    verb: str
    state: str


@dataclass(frozen=True, kw_only=True)
class HookSecretChanged(HookEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class DeliveryAsked(HookEvent):
    """A test, or a message once more."""

    delivery_id: int
    test: bool


@dataclass(frozen=True, kw_only=True)
class DeliveryTried(HookEvent):
    delivery_id: int
    number: int
    status: int | None
    state: str

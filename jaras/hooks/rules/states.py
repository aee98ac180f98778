"""The states of a webhook, of each message it sends."""

from enum import StrEnum

from jaras.kernel.workflow import Move, Workflow, register


class HookState(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"  # by an administrator
    SILENT = "silent"  # by the software: nobody answered for long
    RETIRED = "retired"


class DeliveryState(StrEnum):
    WAITING = "waiting"
    DELIVERED = "delivered"
    GIVEN_UP = "given_up"


HOOK = register(
    Workflow(
        subject="hook",
        states=HookState,
        initial=HookState.ACTIVE,
        moves=(
            Move("pause", (HookState.ACTIVE,), HookState.PAUSED),
            Move("fall_silent", (HookState.ACTIVE,), HookState.SILENT),
            Move("resume", (HookState.PAUSED, HookState.SILENT), HookState.ACTIVE),
            Move("retire", (HookState.ACTIVE, HookState.PAUSED, HookState.SILENT), HookState.RETIRED),
        ),
    )
)
DELIVERY = register(
    Workflow(
        subject="delivery",
        states=DeliveryState,
        initial=DeliveryState.WAITING,
        moves=(
            Move("deliver", (DeliveryState.WAITING,), DeliveryState.DELIVERED),
            Move("give_up", (DeliveryState.WAITING,), DeliveryState.GIVEN_UP),
            Move("send_again", (DeliveryState.DELIVERED, DeliveryState.GIVEN_UP), DeliveryState.WAITING),
        ),
    )
)

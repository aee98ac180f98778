"""The life of a request that the law gives a right to."""

from enum import StrEnum
from typing import Protocol

from jaras.kernel.coded import Item
from jaras.kernel.workflow import Move, Workflow, register


class RequestState(StrEnum):
    RECEIVED = "received"
    IDENTITY_CHECKED = "identity_checked"
    ANSWERED = "answered"
    REFUSED = "refused"


ON_PAGE = "page"  # the way of whoever wrote on the public page: nobody has seen them
OPEN = (RequestState.RECEIVED, RequestState.IDENTITY_CHECKED)

RIGHTS_REQUEST = register(
    Workflow(
        subject="rightsrequest",
        states=RequestState,
        initial=RequestState.RECEIVED,
        moves=(
            Move("check_identity", (RequestState.RECEIVED,), RequestState.IDENTITY_CHECKED),
            Move("answer", (RequestState.IDENTITY_CHECKED,), RequestState.ANSWERED),
            Move("refuse", OPEN, RequestState.REFUSED, reason_needed=True),
        ),
    )
)


class Asked(Protocol):
    """What a request says of itself: what is asked, which way it came."""

    right: str
    way: str


def fits(item: Item, asked: Asked) -> bool:
    """Whether an item of a list belongs to this right, this way; most belong to all."""
    return asked.right in item.more.get("rights", [asked.right]) and asked.way in item.more.get(
        "ways", [asked.way]
    )

"""The life of a request that the law gives a right to."""

from enum import StrEnum

from jaras.kernel.workflow import Move, Workflow, register


class RequestState(StrEnum):
    RECEIVED = "received"
    IDENTITY_CHECKED = "identity_checked"
    ANSWERED = "answered"
    REFUSED = "refused"


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

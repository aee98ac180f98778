"""The work of registers in the background; each piece may be begun again."""

import time

from django.utils.timezone import now

from jaras.kernel import jobs
from jaras.kernel.pace import Pace
from jaras.registers import actions
from jaras.registers.actions.moving import in_the_name_of
from jaras.registers.models import Register
from jaras.registers.queries.dictionary import dictionary
from jaras.registers.rules import BEFORE, RegisterState

A_TURN = 12.0  # seconds: then other jobs have theirs
FIRST, LEAST = 100, 20  # rows or cases of the first piece; of one on a machine that is very slow


def read(register_id: int) -> None:
    register = _of(register_id)
    actions.read(register=register, by=in_the_name_of(register), at=now())


def check(register_id: int) -> None:
    register = _of(register_id)
    actions.check(register=register, by=in_the_name_of(register), at=now())


def write(register_id: int) -> None:
    """Rows are written for a while; what is left comes in another turn."""
    register, until = _of(register_id), time.monotonic() + A_TURN
    words, pace = dictionary(at=register.moved_at), Pace(first=FIRST, least=LEAST, most=actions.CHUNK)
    while register.state == RegisterState.WRITING and register.staged is not None:
        with pace.piece() as most:
            register = actions.write_some(
                register=register, words=words, by=in_the_name_of(register), at=now(), most=most
            )
        if time.monotonic() > until and register.state == RegisterState.WRITING:
            jobs.enqueue("jaras.registers.jobs.write", register_id)
            return
        if register.state == RegisterState.WRITING:
            jobs.breathe()


def undo(register_id: int) -> None:
    register, until = _of(register_id), time.monotonic() + A_TURN
    pace = Pace(first=FIRST, least=LEAST, most=actions.CASES)
    while register.state == RegisterState.UNDOING:
        with pace.piece() as most:
            register = actions.take_back_some(
                register=register, by=in_the_name_of(register), at=now(), most=most
            )
        if time.monotonic() > until and register.state == RegisterState.UNDOING:
            jobs.enqueue("jaras.registers.jobs.undo", register_id)
            return
        if register.state == RegisterState.UNDOING:
            jobs.breathe()


def let_go() -> None:
    """Files that nobody confirmed do not stay for ever."""
    moment = now()
    for register in Register.objects.filter(state__in=BEFORE, moved_at__lt=moment - actions.KEPT_UNCONFIRMED):
        actions.drop(register=register, by=in_the_name_of(register), at=moment)


def _of(register_id: int) -> Register:
    return Register.objects.select_related("file", "staged", "by").get(pk=register_id)

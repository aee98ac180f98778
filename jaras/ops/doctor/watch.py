"""Whether somebody who may hold the watch sees the whole of it."""

from jaras.ops.doctor.verdicts import Advice


def reach() -> str:
    from jaras.governance.queries import watch_is_limited

    if watch_is_limited():
        raise Advice(
            "all who may hold the watch are limited to communes or poles: what presses little elsewhere "
            "waits at night, unseen. Take the limit off one of them (Members, How far the roles reach)."
        )
    return "somebody who may hold it sees the whole"

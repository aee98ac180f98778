"""Whether the registry is searched for doubles each night."""

from datetime import timedelta

from jaras.ops.doctor.verdicts import Advice, long

PATIENCE = timedelta(days=3)


def searched() -> str:
    from django.utils.timezone import now

    from jaras.people import jobs
    from jaras.people.queries import night

    if not jobs.can_search():
        raise Advice("the night does not search it for doubles: `./run registry` installs what that needs.")
    last = night.last_run()
    if last is None or last.ended_at is None:
        raise Advice("it was never searched for doubles: the worker does so at night, `jaras registry` now.")
    since = now() - last.ended_at
    if since > PATIENCE:
        raise Advice(
            f"it was searched for doubles {long(since)} ago: `jaras registry` says what is in the way."
        )
    return f"{last.persons} records searched {long(since)} ago, {last.proposed} new pairs"

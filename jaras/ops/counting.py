"""Figures compared with their rows, told on the terminal a sentence for each difference."""

from collections.abc import Iterator

from django.utils.timezone import now

from jaras.kernel.actor import SYSTEM
from jaras.steering import actions
from jaras.steering.queries import Difference

MOST = 50  # sentences


def check(*, repair: bool) -> int:
    """0 when every figure is the sum of its rows, or was made so."""
    wrong = actions.check()
    for sentence in sentences(wrong):
        print(sentence)
    if not wrong:
        print("Every figure is the sum of the rows behind it.")
        return 0
    if not repair:
        print("Nothing was changed: `jaras check figures --repair` writes them anew.")
        return 1
    actions.repair(differences=len(wrong), by=SYSTEM, at=now())
    left = actions.check()
    print("The figures were written anew." if not left else f"{len(left)} differences are left.")
    return 1 if left else 0


def sentences(wrong: list[Difference]) -> Iterator[str]:
    """Things first, then figures; after many, how many more."""
    for difference in wrong[:MOST]:
        yield _sentence(difference)
    if len(wrong) > MOST:
        yield f"… and {len(wrong) - MOST} more differences."


def _sentence(difference: Difference) -> str:
    if difference.where is None:
        told = "is not counted as its row says" if difference.true else "is counted, though it should not be"
        return f"{difference.unit}: number {difference.subject_id} {told}."
    where = difference.where
    kept = f", kept to {where.kept}" if where.kept else ""
    return (
        f"{where.unit}, {where.period}{kept}: {difference.tag or 'the total'} says {difference.kept}, "
        f"the rows say {difference.true}."
    )

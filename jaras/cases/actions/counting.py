"""The figures of cases by how far they are shared, by state."""

from jaras.cases.models import Case
from jaras.kernel import counters
from jaras.kernel.sharing import mark


def count(case: Case, amount: int) -> None:
    """Take the case out of its figure, or put it in, around a change."""
    counters.add("cases", f"{mark(case.level, case.compartment)}:{case.state}", amount)

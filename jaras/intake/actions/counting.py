"""The figures of reports by confidentiality, state, urgency."""

from jaras.intake.models import Report
from jaras.kernel import counters
from jaras.kernel.sharing import mark


def count(report: Report, amount: int) -> None:
    """Take the report out of its figure, or put it in, around a change."""
    counters.add(
        "reports", f"{mark(report.level, report.compartment)}:{report.state}:{report.urgency}", amount
    )

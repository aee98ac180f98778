"""The figures of reports by confidentiality, state, urgency."""

from jaras.intake.models import Report
from jaras.kernel import counters


def count(report: Report, amount: int) -> None:
    """Take the report out of its figure, or put it in, around a change."""
    counters.add("reports", f"{report.level}:{report.state}:{report.urgency}", amount)

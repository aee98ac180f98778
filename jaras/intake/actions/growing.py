"""An urgency that turns out graver than it looked."""

from datetime import datetime

from jaras.intake.actions.counting import count
from jaras.intake.models import Report
from jaras.intake.rules.states import OPEN, respond_by, urgency_rank


def grow(report: Report, urgency: str, *, at: datetime) -> None:
    """A graver urgency is taken over while the report is open; its clock begins anew."""
    if report.state not in OPEN or urgency_rank(urgency) >= report.urgency_rank:
        return
    count(report, -1)
    report.urgency, report.urgency_rank = urgency, urgency_rank(urgency)
    report.respond_by = respond_by(urgency, at)
    report.save_checked("urgency", "urgency_rank", "respond_by")
    count(report, 1)

"""What those who spoke to us hear again: their message, their report by its code."""

from jaras.intake.models import Message, Report
from jaras.intake.rules.states import ReportState


def has_arrived(channel: str, external_id: str) -> bool:
    """Whether this very message is here already."""
    return Message.objects.filter(channel=channel, external_id=external_id).exists()


def followed(tracking_digest: str) -> Report | None:
    """The report of whoever holds the code: the code is the right to it."""
    rows = Report.objects.filter(tracking_digest=tracking_digest).exclude(state=ReportState.DRAFT)
    return rows.first()

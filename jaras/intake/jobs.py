"""Reactions to what cases tell."""

from datetime import datetime

from jaras.cases.events import ConfidentialityChanged
from jaras.cases.models import Case
from jaras.intake.actions.sealing import follow_level
from jaras.kernel.actor import Actor


def on_confidentiality(event: ConfidentialityChanged, *, by: Actor, at: datetime) -> None:
    follow_level(Case.objects.get(pk=event.case_id), by=by, at=at)

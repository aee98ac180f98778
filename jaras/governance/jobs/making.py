"""The roster made while nobody waits."""

from django.utils import timezone

from jaras.governance import actions
from jaras.governance.models import RosterDraft
from jaras.governance.queries.making import wanted
from jaras.governance.roles import solving_seconds
from jaras.governance.rules.drafts import DraftState
from jaras.governance.rules.making.solving import solve
from jaras.kernel.actor import SYSTEM


def make_draft(draft_id: int) -> None:
    """Begun twice, the first answer counts."""
    draft = RosterDraft.objects.filter(pk=draft_id, state=DraftState.ASKED).first()
    if draft is None:
        return
    problem = wanted(draft, at=timezone.now())
    made = solve(problem, seconds=solving_seconds())
    actions.keep_draft(draft=draft, wanted=problem, made=made, by=SYSTEM, at=timezone.now())

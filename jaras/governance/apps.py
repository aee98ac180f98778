"""The package as a Django application."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.apps import AppConfig

from jaras.kernel.actor import Actor

if TYPE_CHECKING:
    from jaras.governance.events import InvitationRenewed, MemberInvited


class GovernanceConfig(AppConfig):
    name = "jaras.governance"
    label = "governance"

    def ready(self) -> None:
        from jaras.governance import checks
        from jaras.governance.events import InvitationRenewed, MemberInvited
        from jaras.kernel import events

        checks.watch_over_policies()
        events.subscribe(MemberInvited, _write_to_the_invited)
        events.subscribe(InvitationRenewed, _write_to_the_invited)


def _write_to_the_invited(event: "MemberInvited | InvitationRenewed", *, by: Actor, at: datetime) -> None:
    from jaras.governance import jobs
    from jaras.kernel.jobs import enqueue

    enqueue(jobs.send_invitation, event.invitation_id)

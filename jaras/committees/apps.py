"""The package as a Django application; ballots are seen through items."""

from django.apps import AppConfig


class CommitteesConfig(AppConfig):
    name = "jaras.committees"
    label = "committees"

    def ready(self) -> None:
        from jaras.committees.models import ballots_seen
        from jaras.governance.models import Ballot
        from jaras.governance.queries.ballots import ended
        from jaras.kernel import access
        from jaras.privacy.queries import Source, ends

        access.seen_through("ballot", ballots_seen)
        ends(Source("ballot", Ballot, ended, "closed_at"))

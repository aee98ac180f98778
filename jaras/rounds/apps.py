"""The package as a Django application; rounds end."""

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "jaras.rounds"
    label = "rounds"

    def ready(self) -> None:
        from jaras.privacy.queries import Source, ends
        from jaras.rounds.models import Round
        from jaras.rounds.queries.ending import ended

        ends(Source("round", Round, ended, "starts_at"))

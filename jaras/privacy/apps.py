"""The package as a Django application."""

from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    name = "jaras.privacy"
    label = "privacy"

    def ready(self) -> None:
        from jaras.kernel.periodic import nightly
        from jaras.people import queries as people
        from jaras.people.actions.merging import when_merged
        from jaras.people.models import Person
        from jaras.privacy import actions, queries
        from jaras.privacy.models import RightsRequest
        from jaras.privacy.queries import identifying

        queries.ends(queries.Source("person", Person, queries.persons_ended, "registered_at"))
        queries.ends(queries.Source("request", RightsRequest, queries.requests_ended, "ended_at"))
        queries.reaches("person", lambda person, actor: Person.objects.visible_to(actor).filter(pk=person.pk))
        people.found_also(queries.with_identity_number)
        people.identified_by(identifying.identifiers)
        when_merged(queries.both_said, actions.keep_strictest)
        when_merged(queries.held_alone, actions.hold_as_before)
        purpose = _("Empties what has been kept long enough; its figures stay.")
        nightly(time(3, 30), "jaras.privacy.jobs.forget_tonight", purpose)

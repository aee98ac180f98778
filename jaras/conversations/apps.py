"""The package as a Django application: answers are followed, what waits is taken up again."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from jaras.kernel.periodic import every


class ConversationsConfig(AppConfig):
    name = "jaras.conversations"
    label = "conversations"

    def ready(self) -> None:
        from jaras.conversations import jobs
        from jaras.conversations.models import Conversation
        from jaras.conversations.queries.ending import ended
        from jaras.intake.events import ReportReceived
        from jaras.kernel import transports
        from jaras.kernel.events import subscribe
        from jaras.privacy.queries import Source, ends

        transports.follow("reply", jobs.on_went)
        subscribe(ReportReceived, jobs.on_report)
        purpose = _("Sends the answers that waited for their hour, asks again for files that did not come.")
        every(timedelta(minutes=1), "jaras.conversations.jobs.due", purpose)
        ends(Source("conversation", Conversation, ended, "heard_at"))

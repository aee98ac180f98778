"""Words sealed for one browser, handed to the service that wakes it."""

from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone

from jaras.kernel import web_push
from jaras.kernel.posting import post
from jaras.kernel.transports.message import NotSent, Outbound, Receipt, Terms

LASTS = timedelta(hours=1)  # so long a push service keeps it for a device that sleeps
SOON = timedelta(minutes=2)
GONE = ("404", "410")  # the push service no longer knows this browser


class Push:
    """Web push; `context` holds the subscription of the device, the version of the key it knows."""

    channel = "push"
    ready = True

    def send(self, message: Outbound) -> Receipt:
        to = web_push.Subscription(**message.context["subscription"])
        sent = web_push.headers(
            to,
            version=message.context["key_version"],
            contact=f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}",
            lasts=LASTS,
            at=timezone.now(),
        )
        sealed = web_push.sealed(message.text.encode(), to)
        answer = post(to.endpoint, sealed, sent, demo=settings.MODE == "demo")
        if not answer.taken:
            code = answer.fault or str(answer.status)
            raise NotSent(code, again=None if code in GONE else SOON)
        return Receipt()

    def terms(self, heard_at: datetime | None, at: datetime) -> Terms:
        return Terms()

"""Letters: by the mail server of this copy, or in its sealed files."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import EmailMessage
from django.utils import timezone

from jaras.kernel.transports.message import NotSent, Outbound, Receipt, Terms

SOON = timedelta(minutes=2)


class Mail:
    """Hands a letter to the mail server that the settings name."""

    channel = "email"
    ready = True

    def send(self, message: Outbound) -> Receipt:
        letter = EmailMessage(
            subject=message.subject, body=message.text, to=[message.to], headers=dict(message.headers)
        )
        try:
            letter.send()
        except SMTPRecipientsRefused as refusal:
            raise NotSent("refused", words=_said(refusal)) from refusal
        except SMTPResponseException as answer:
            again = SOON if 400 <= answer.smtp_code < 500 else None
            raise NotSent(str(answer.smtp_code), words=_said(answer), again=again) from answer
        except (OSError, SMTPException) as failure:
            raise NotSent(type(failure).__name__, again=SOON) from failure
        return Receipt(message.headers.get("Message-ID", ""))

    def terms(self, heard_at: datetime | None, at: datetime) -> Terms:
        return Terms(limit=20_000)


def _said(failure: SMTPException) -> str:
    """What the server answered, without the address it was asked for."""
    parts: Sequence[object] = getattr(failure, "args", ())
    return " ".join(str(each) for each in parts if isinstance(each, int))[:80]


def letter(mail: EmailMessage, *, topic: str, about: tuple[str, int], at: datetime | None = None) -> None:
    """A letter of the house leaves by the gate; raises what `gate.send` raises."""
    from jaras.kernel.transports.gate import send

    message = Outbound(
        channel=Mail.channel,
        to=mail.to[0],
        subject=str(mail.subject),
        text=str(mail.body),
        topic=topic,
        about=about,
        pressing=True,  # a mailbox wakes nobody
        headers=mail.extra_headers,
    )
    send(message, at=at or timezone.now())

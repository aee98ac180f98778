"""Somebody of the simulator says something: in the form of their channel, by its real door."""

from email.message import EmailMessage
from email.utils import formataddr, formatdate
from secrets import token_hex

from django.conf import settings

from jaras.demo.simulator import formats, journal, wire
from jaras.demo.simulator.writers import Writer


def say(writer: Writer, words: str, *, content: bytes = b"", media_type: str = "", says: str = "") -> None:
    """Delivered, then shown on their telephone; raises `wire.Unheard`."""
    file = journal.keep_file(content, media_type) if content else ""
    own_id = _DELIVERED[writer.channel](writer, words, file, content, media_type)
    journal.write(
        id=own_id, writer=writer.key, words=words, file=file, media_type=media_type, says=says, state="gone"
    )


def _whatsapp(writer: Writer, words: str, file: str, content: bytes, kind: str) -> str:
    own_id = f"wamid.{token_hex(16)}"
    wire.deliver_as_meta("whatsapp", formats.whatsapp_message(writer, own_id, words, file, content, kind))
    return own_id


def _comment(writer: Writer, words: str, file: str, content: bytes, kind: str) -> str:
    own_id = f"900000000000001_{int(token_hex(6), 16)}"
    wire.deliver_as_meta("facebook", formats.comment(writer, own_id, words, file))
    return own_id


def _messenger(writer: Writer, words: str, file: str, content: bytes, kind: str) -> str:
    own_id = f"m_{token_hex(20)}"
    wire.deliver_as_meta("facebook", formats.messenger_message(writer, own_id, words, file, kind))
    return own_id


def _sms(writer: Writer, words: str, file: str, content: bytes, kind: str) -> str:
    own_id = token_hex(16)
    wire.deliver_as_kannel(formats.text_message(writer, own_id, words))
    return own_id


def _email(writer: Writer, words: str, file: str, content: bytes, kind: str) -> str:
    own_id = f"<{token_hex(12)}@{writer.address.partition('@')[2]}>"
    letter = EmailMessage()
    letter["From"] = formataddr((writer.name, writer.address))
    letter["To"] = settings.CHANNELS["email"]["address"]
    letter["Subject"] = words.split("\n")[0][:60] or "Message"
    letter["Message-ID"], letter["Date"] = own_id, formatdate()
    letter.set_content(words)
    if content:
        main, _slash, sub = kind.partition("/")
        letter.add_attachment(
            content, maintype=main, subtype=sub or "octet-stream", filename=f"message.{sub}"
        )
    wire.deliver_as_mail(letter)
    return own_id


def _call(writer: Writer, words: str, file: str, content: bytes, kind: str) -> str:
    """It rings; nobody answers, or they speak after the tone."""
    own_id = f"call-{token_hex(8)}"
    wire.deliver_as_switchboard(formats.call(writer, own_id, "ringing"))
    if file:
        wire.deliver_as_switchboard(formats.call(writer, own_id, "voicemail", {"id": file}))
    else:
        wire.deliver_as_switchboard(formats.call(writer, own_id, "missed"))
    return own_id


_DELIVERED = {
    "whatsapp": _whatsapp,
    "comment": _comment,
    "messenger": _messenger,
    "sms": _sms,
    "email": _email,
    "telephone": _call,
}

"""Letters as mail programs write them, built by the standard library or byte by byte."""

from collections.abc import Mapping
from email.message import EmailMessage
from types import MappingProxyType

OURS = "veille@cellule.example"
TOKEN = "0123456789abcdef01234567"
ARABIC = "امرأة وطفل في المحطة الطرقية"


def letter(
    words: str = ARABIC,
    *,
    html: str = "",
    files: tuple[tuple[str, str, bytes], ...] = (),
    other: Mapping[str, str] = MappingProxyType({}),
    **headers: str,
) -> bytes:
    """With every header of the last argument in place of the usual one; underlines are hyphens."""
    made = EmailMessage()
    usual = {
        "From": "سعاد <souad@example.org>",
        "To": OURS,
        "Subject": "حالة مستعجلة",
        "Date": "Wed, 25 Nov 2026 02:05:00 +0000",
        "Message-ID": "<one@example.org>",
    }
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    for name, value in (usual | named | dict(other)).items():
        if value:
            made[name] = value
    if words:
        made.set_content(words)
    if html:
        made.add_alternative(html, subtype="html") if words else made.set_content(html, subtype="html")
    for name, kind, content in files:
        main, _slash, sub = kind.partition("/")
        made.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return made.as_bytes()


def raw(*lines: str | bytes) -> bytes:
    return b"\r\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)


def bounce(
    action: str = "failed", *, brought: str = "text/rfc822-headers", ours: str = f"<{TOKEN}@cellule.example>"
) -> bytes:
    """A report of RFC 3464, as Postfix writes it."""
    return raw(
        "From: MAILER-DAEMON@mx.example.org (Mail Delivery System)",
        f"To: {OURS}",
        "Subject: Undelivered Mail Returned to Sender",
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="B"',
        "",
        "--B",
        "Content-Type: text/plain; charset=us-ascii",
        "",
        "I'm sorry to have to inform you that your message could not be delivered.",
        "--B",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mx.example.org",
        "",
        "Final-Recipient: rfc822; souad@example.org",
        f"Action: {action}",
        "Status: 5.1.1",
        "Diagnostic-Code: smtp; 550 5.1.1 <souad@example.org>: Recipient address rejected",
        "",
        "--B",
        f"Content-Type: {brought}",
        "",
        "From: jaras@cellule.example",
        f"Message-ID: {ours}",
        "Subject: Re",
        "",
        "--B--",
    )

"""The letter that convenes: that a session awaits its reader, nothing of what it is about."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from jaras.committees import actions
from jaras.committees.models import ItemSeat
from jaras.committees.rules import is_read
from jaras.kernel.actor import SYSTEM
from jaras.kernel.transports import letter


def mail_convening(item_seat_id: int) -> None:
    """Once to whoever is asked; nothing once the session is over.

    A retry after a crash carries the same Message-ID, so that mail programs show one message.
    """
    rows = ItemSeat.objects.select_related("mandate__member", "item__session")
    asked, at = rows.get(pk=item_seat_id), timezone.now()
    session, mandate = asked.item.session, asked.mandate
    if mandate is None or asked.mailed_to == mandate.pk or not mandate.member.is_active:
        return
    if not is_read(state=session.state, ends_at=session.ends_at, at=at):
        return
    with translation.override(mandate.member.language or settings.LANGUAGE_CODE):
        mail = EmailMessage(
            subject=_("A session awaits you"),
            body=_(
                "A session awaits you. Sign in to read what it is about, to say whether you come:"
                "\n\n%(address)s\n\nThis message says nothing more on purpose."
            )
            % {"address": settings.ORIGIN + reverse("committees")},
            to=[mandate.member.email],
            headers={"Message-ID": f"<convening-{asked.pk}-{mandate.pk}@jaras.invalid>"},
        )
    letter(mail, topic="duty", about=("item_seat", asked.pk))
    actions.convening_mailed(item_seat=asked, by=SYSTEM, at=at)

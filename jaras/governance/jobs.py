"""Letters to those who are invited."""

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from jaras.governance import queries
from jaras.governance.models import Invitation

LANGUAGES = ("fr", "ar")  # nobody knows yet which one the reader prefers


def send_invitation(invitation_id: int) -> None:
    """Write to the address, in both languages of the house; nothing when the door has closed meanwhile."""
    invitation = Invitation.objects.pending().filter(pk=invitation_id, expires_at__gt=timezone.now()).first()
    if invitation is None:
        return
    link = settings.ORIGIN + reverse("invitation", args=[queries.key_of(invitation)])
    subjects, bodies = [], []
    for language in LANGUAGES:
        with translation.override(language):
            subjects.append(_("Your invitation to Jaras"))
            bodies.append(
                _(
                    "Hello %(name)s,\n\nyou are invited to join the social vigilance cell on Jaras.\n"
                    "Open this address within seven days, choose your password:\n\n%(link)s\n\n"
                    "It serves once. If you do not know what this is, ignore this message."
                )
                % {"name": invitation.name, "link": link}
            )
    send_mail(
        " · ".join(subjects), "\n\n----\n\n".join(bodies), settings.DEFAULT_FROM_EMAIL, [invitation.email]
    )

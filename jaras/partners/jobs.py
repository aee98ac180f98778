"""Letters to the staff of a site."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from jaras.partners import queries
from jaras.partners.models import Site

LANGUAGES = ("fr", "ar")


def mail_site_link(site_id: int, nonce: str) -> None:
    """Send the link of a board; one that was renewed meanwhile stays."""
    site = Site.objects.filter(pk=site_id, nonce=nonce).exclude(email="").first()
    if site is None:
        return
    subjects, bodies = [], []
    for language in LANGUAGES:
        with translation.override(language):
            subjects.append(_("The places of %(name)s") % {"name": site.name})
            bodies.append("\n\n".join(_paragraphs(site)))
    EmailMessage(
        subject=" · ".join(subjects),
        body="\n\n* * *\n\n".join(bodies) + "\n",
        to=[site.email],
        headers={"Message-ID": f"<site-link-{site.pk}-{nonce[:12]}@jaras.invalid>"},
    ).send()


def _paragraphs(site: Site) -> list[str]:
    return [
        _("Hello,"),
        _("Here you say which places are free at %(name)s, who has arrived, who has left: two taps each.")
        % {"name": site.name},
        f"{settings.ORIGIN}/d/{queries.token_of(site)}",
        _("Keep this link among those who receive people. Whoever has it sees places and codes, no name."),
    ]

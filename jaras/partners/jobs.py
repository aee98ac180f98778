"""Letters to partners: the link of a board, the question whether their page is right."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from jaras.kernel import telephones, transports
from jaras.kernel.actor import SYSTEM
from jaras.kernel.transports import letter
from jaras.partners import actions, queries
from jaras.partners.models import Confirmation, Site
from jaras.partners.rules.asking import ConfirmationState

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
    mail = EmailMessage(
        subject=" · ".join(subjects),
        body="\n\n* * *\n\n".join(bodies) + "\n",
        to=[site.email],
        headers={"Message-ID": f"<site-link-{site.pk}-{nonce[:12]}@jaras.invalid>"},
    )
    letter(mail, topic="partner", about=("site", site.pk))


def _paragraphs(site: Site) -> list[str]:
    return [
        _("Hello,"),
        _("Here you say which places are free at %(name)s, who has arrived, who has left: two taps each.")
        % {"name": site.name},
        f"{settings.ORIGIN}/d/{queries.token_of(site)}",
        _("Keep this link among those who receive people. Whoever has it sees places and codes, no name."),
    ]


def ask_sites() -> None:
    """Boards that nobody confirmed since yesterday; where no text message leaves, nothing."""
    way = transports.transports().get("sms")
    if way is None or not way.ready:
        return
    at = timezone.now()
    for site in queries.sites_to_ask(at):
        actions.ask_site(site=site, by=SYSTEM, at=at)


def text_site(site_id: int) -> None:
    """One text message in both languages, with the link of the board."""
    site = Site.objects.get(pk=site_id)
    address = f"{settings.ORIGIN}/d/{queries.token_of(site)}"
    told = []
    for language in LANGUAGES:
        with translation.override(language):
            told.append(_("%(name)s: are your places right? Answer OK.") % {"name": site.name})
    message = transports.Outbound(
        channel="sms",
        to=telephones.normalised(site.telephone),
        text="\n".join((*told, address)),
        topic="partner",
        about=("site", site.pk),
    )
    transports.send(message, at=timezone.now())


def ask_partners() -> None:
    """Whoever was not asked, did not confirm for a month; twice on a day changes nothing."""
    at = timezone.now()
    for organisation in queries.to_ask(at):
        actions.ask_partner(organisation=organisation, by=SYSTEM, at=at)


def mail_confirmation(confirmation_id: int) -> None:
    """Send the letter, once; one that was answered or replaced meanwhile stays."""
    asked = Confirmation.objects.select_related("organisation").get(pk=confirmation_id)
    at = timezone.now()
    if asked.mailed_at is not None or asked.state != ConfirmationState.ASKED or asked.expires_at <= at:
        return
    subjects, bodies = [], []
    for language in LANGUAGES:
        with translation.override(language):
            subjects.append(_("Is this still right? %(name)s") % {"name": asked.organisation.name})
            bodies.append("\n\n".join(_asking(asked, language)))
    mail = EmailMessage(
        subject=" · ".join(subjects),
        body="\n\n* * *\n\n".join(bodies) + "\n",
        to=[asked.email],
        headers={"Message-ID": f"<confirmation-{asked.pk}@jaras.invalid>"},
    )
    letter(mail, topic="partner", about=("confirmation", asked.pk), at=at)
    actions.note_mailed(confirmation=asked, by=SYSTEM, at=at)


def _asking(asked: Confirmation, language: str) -> list[str]:
    address = reverse("directory-confirm", args=[queries.link_of(asked)])
    return [
        _("Hello,"),
        _("People are sent to you by what the directory says of %(name)s: hours, telephone, who may come.")
        % {"name": asked.organisation.name},
        _("Open this page: one press says that all is right. If something has changed, write it there."),
        f"{settings.ORIGIN}{address}?lang={language}",
        _("You get this letter once a month at most. No account is needed."),
    ]

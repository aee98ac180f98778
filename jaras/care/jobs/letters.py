"""The partner's letter: in French and in Arabic, it names nobody and says little."""

from collections.abc import Iterator

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from jaras.care import actions, queries
from jaras.care.models import Referral, ReferralLetter
from jaras.care.rules import Door
from jaras.care.rules.referrals import LetterKind, door_for, stricter
from jaras.kernel import transports
from jaras.kernel.actor import SYSTEM
from jaras.partners import queries as partners
from jaras.partners.lists import services
from jaras.territory import queries as territory

LANGUAGES = ("fr", "ar")


def mail_letter(letter_id: int) -> None:
    """Send one letter, once; one whose link died meanwhile stays.

    A retry after a crash carries the same Message-ID, so that mail programs show one message.
    """
    rows = ReferralLetter.objects.select_related("referral__case", "referral__organisation", "referral__need")
    letter = rows.get(pk=letter_id)
    if letter.mailed_at is not None or not _is_current(letter):
        return
    subjects, bodies = [], []
    for language in LANGUAGES:
        with translation.override(language):
            subjects.append(_subject(letter))
            bodies.append("\n\n".join(_paragraphs(letter)))
    mail = EmailMessage(
        subject=" · ".join(subjects),
        body="\n\n* * *\n\n".join(bodies) + "\n",
        to=[letter.to],
        headers={"Message-ID": f"<referral-letter-{letter.pk}@jaras.invalid>"},
    )
    transports.letter(mail, topic="partner", about=("referral_letter", letter.pk))
    actions.letter_mailed(letter=letter, by=SYSTEM, at=timezone.now())


def _is_current(letter: ReferralLetter) -> bool:
    return letter.nonce == letter.referral.nonce and (
        letter.kind == LetterKind.TAKEN_BACK or letter.referral.waits or letter.referral.taken
    )


def _subject(letter: ReferralLetter) -> str:
    if letter.kind == LetterKind.REMINDER:
        return _("A request waits for your answer")
    if letter.kind == LetterKind.ANSWER:
        return _("An answer to your question")
    if letter.kind == LetterKind.TAKEN_BACK:
        return _("A request was taken back")
    return _("A request for you")


def _paragraphs(letter: ReferralLetter) -> Iterator[str]:
    referral = letter.referral
    yield _("Hello,")
    if letter.kind == LetterKind.TAKEN_BACK:
        yield _(
            "%(cell)s has taken back the request it had sent you. There is nothing more to do; thank you."
        ) % {"cell": cell_name()}
    else:
        yield _said(letter)
        yield _link(referral)
        door = stricter(referral.door, door_for(referral.case.level))
        if door == Door.CODE:
            yield _("The page asks for a code of six digits: we tell it to you by telephone.")
        elif door == Door.ACCOUNT:
            yield _("The page asks you to sign in with your account.")
        yield _("This link is yours alone: do not pass it on. This message names nobody on purpose.")
    yield "\n".join(filter(None, (cell_name(), cell_telephone())))


def _said(letter: ReferralLetter) -> str:
    """Which help is asked where the case is ordinary; of another, only that there is a request."""
    referral, values = letter.referral, {"cell": cell_name()}
    if letter.kind == LetterKind.ANSWER:
        return _("%(cell)s has answered what you asked.") % values
    service = services().get(referral.need.service)
    if service is None or stricter(referral.door, door_for(referral.case.level)) != Door.LINK:
        return _("%(cell)s has a request for you.") % values
    values["service"] = service.name(translation.get_language() or "fr")
    return _("%(cell)s asks for your help: %(service)s.") % values


def _link(referral: Referral) -> str:
    address = f"{settings.ORIGIN}/p/{queries.token_of(referral)}"
    if not referral.waits or referral.expires_at is None:
        return _("Read it here:") + "\n" + address
    moment = timezone.localtime(referral.expires_at)
    before = _("Read it and answer here before %(moment)s:") % {"moment": f"{moment:%d/%m/%Y %H:%M}"}
    return before + "\n" + address


def cell_name() -> str:
    """What the cell calls itself, in the language of the letter."""
    place = territory.installation()
    return (place.cell_name if place else "") or _("The vigilance cell")


def cell_telephone() -> str:
    cell = partners.cell()
    return cell.telephone if cell else ""

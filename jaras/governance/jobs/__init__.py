"""Letters to those who are invited, to those who answer for the house; clocks of access."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from jaras.governance import actions, queries
from jaras.governance.models import ClosedDoors, ExceptionalAccess, Invitation, Member, Session
from jaras.governance.queries.doors import heads, told_of_closures
from jaras.governance.queries.glass import glass_reviewers
from jaras.kernel.actor import SYSTEM
from jaras.kernel.transports import letter

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
    mail = EmailMessage(" · ".join(subjects), "\n\n----\n\n".join(bodies), to=[invitation.email])
    letter(mail, topic="account", about=("invitation", invitation.pk))


def tell_of_glass(access_id: int) -> None:
    """Write at once to the heads and to the officer: who, when, why; never about whom.

    A retry after a crash carries the same Message-ID, so that mail programs show one message.
    """
    given = ExceptionalAccess.objects.select_related("member").get(pk=access_id)
    if given.told_at is not None:
        return
    told = glass_reviewers(but=given.member_id)
    for member in told:
        letter(_notice(given, to=member), topic="duty", about=("glass", given.pk))
    members = [member.pk for member in told]
    actions.note_exceptional_access_told(given=given, members=members, by=SYSTEM, at=timezone.now())


def _notice(given: ExceptionalAccess, *, to: Member) -> EmailMessage:
    asked = timezone.localtime(given.asked_at)
    with translation.override(to.language or settings.LANGUAGE_CODE):
        said = {
            "name": given.member.called,
            "hour": f"{asked:%H:%M}",
            "day": f"{asked:%d/%m/%Y}",
            "hours": given.hours,
            "reason": given.reason,
            "address": settings.ORIGIN + reverse("exceptional_access", args=[given.pk]),
        }
        return EmailMessage(
            subject=_("Exceptional access asked for at %(hour)s") % said,
            body=_(
                "%(name)s asked for exceptional access to a file, on %(day)s at %(hour)s, for %(hours)d h.\n"
                "\nReason given:\n%(reason)s\n\n"
                "What was read meanwhile, and your review on the next working day:\n%(address)s"
            )
            % said,
            to=[to.email],
            headers={"Message-ID": f"<glass-{given.pk}-{to.pk}@jaras.invalid>"},
        )


def lapse_glass() -> None:
    """End what is past its hour: it opens nothing any more since then, its review can begin."""
    at = timezone.now()
    for given in ExceptionalAccess.objects.lapsed(at):
        actions.lapse_exceptional_access(given=given, by=SYSTEM, at=at)


def tell_of_closure(closure_id: int) -> None:
    """Write to those who answer for the house that its doors were closed all at once."""
    closure = ClosedDoors.objects.select_related("organisation", "by").get(pk=closure_id)
    for member in told_of_closures(closure):
        letter(_closed(closure, to=member), topic="duty", about=("closure", closure.pk))


def _closed(closure: ClosedDoors, *, to: Member) -> EmailMessage:
    moment = timezone.localtime(closure.at)
    with translation.override(to.language or settings.LANGUAGE_CODE):
        said = {
            "name": closure.by.called,
            "hour": f"{moment:%H:%M}",
            "day": f"{moment:%d/%m/%Y}",
            "whose": closure.organisation or _("everybody"),
            "reason": closure.reason,
        }
        return EmailMessage(
            subject=_("Every session was ended at %(hour)s") % said,
            body=_(
                "%(name)s ended every session of %(whose)s on %(day)s at %(hour)s.\n"
                "Keys of programs are revoked. "
                "Sign in again; if something was stolen, change your password.\n\nReason given:\n%(reason)s"
            )
            % said,
            to=[to.email],
            headers={"Message-ID": f"<closure-{closure.pk}-{to.pk}@jaras.invalid>"},
        )


def tell_of_later(member_id: int, number: int) -> None:
    """Write to the heads that somebody goes on working without a second step."""
    who = Member.objects.get(pk=member_id)
    for head in heads(but=member_id):
        letter(_later(who, number, to=head), topic="duty", about=("member", who.pk))


def _later(who: Member, number: int, *, to: Member) -> EmailMessage:
    with translation.override(to.language or settings.LANGUAGE_CODE):
        said = {"name": who.called, "number": number}
        return EmailMessage(
            subject=_("%(name)s works without a second step of signing in") % said,
            body=_(
                "%(name)s has no second step of signing in yet, and asked to work without it.\n"
                "Times this was asked: %(number)d. If you did not expect it, call them."
            )
            % said,
            to=[to.email],
            headers={"Message-ID": f"<later-{who.pk}-{number}-{to.pk}@jaras.invalid>"},
        )


def forget_sessions() -> None:
    """Sessions whose time is over open nothing: their rows go."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()

"""Letters about second steps that were lost, put in place, disowned."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from jaras.governance.models import LostStep, Member
from jaras.governance.queries.glass import glass_reviewers
from jaras.governance.queries.lost_steps import mark_of
from jaras.kernel.transports import letter


def tell_of_lost_step(lost_step_id: int) -> None:
    """Write to whoever knows the password, or should: somebody asks to be vouched for in their name."""
    lost = LostStep.objects.select_related("member").get(pk=lost_step_id)
    member = lost.member
    with translation.override(member.language or settings.LANGUAGE_CODE):
        said = _moment(lost.asked_at) | {"address": _page("account_reset_password")}
        _send(
            member.pk,
            _letter(
                f"lost-{lost.pk}",
                _("Your second step is said to be lost") % said,
                _(
                    "On %(day)s at %(hour)s somebody gave your password, said that your second step is lost,"
                    " and waits for two colleagues to vouch for them.\n\n"
                    "If it was not you, your password is known: change it now, that ends the matter.\n"
                    "%(address)s"
                )
                % said,
                to=member,
            ),
        )


def tell_of_given_step(lost_step_id: int) -> None:
    """Write to the member, to the heads and the officer: the former second step is void, on whose word."""
    lost = LostStep.objects.select_related("member", "first_by", "second_by").get(pk=lost_step_id)
    told = [lost.member, *glass_reviewers(but=lost.member_id)]
    _send(lost.member_id, *[_given(lost, to=member) for member in told])


def _given(lost: LostStep, *, to: Member) -> EmailMessage:
    with translation.override(to.language or settings.LANGUAGE_CODE):
        said = _moment(lost.given_at or lost.asked_at) | {"name": lost.member.called}
        if lost.first_by and lost.second_by:
            both = {"first": lost.first_by.called, "second": lost.second_by.called}
            whose = _("%(first)s and %(second)s vouched for them.") % both
        else:
            whose = _("A command on the machine stood for the two who vouch.")
        return _letter(
            f"given-{lost.pk}",
            _("The second step of %(name)s is void") % said,
            _(
                "On %(day)s at %(hour)s the second step of %(name)s was declared lost: it is void, their"
                " sessions and the keys of their programs have ended. They put a new one in place.\n"
            )
            % said
            + whose
            + "\n\n"
            + _("If you did not expect this, call them, then suspend the account if need be."),
            to=to,
        )


def tell_of_placed_step(step_id: int) -> None:
    """Write to its owner: whoever knew the password alone could have come first."""
    step = Authenticator.objects.filter(pk=step_id).first()
    if step is None:
        return
    member = Member.objects.get(pk=step.user_id)
    with translation.override(member.language or settings.LANGUAGE_CODE):
        said = _moment(step.created_at) | {"address": _page("second_step_disown", mark_of(step))}
        _send(
            member.pk,
            _letter(
                f"placed-{step.pk}",
                _("A second step was put in place on your account") % said,
                _(
                    "On %(day)s at %(hour)s a second step of signing in was put in place on your account.\n\n"
                    "If it was you, there is nothing to do. If it was not, say so within seven days:"
                    " it ends at once, with every session and with your password.\n%(address)s"
                )
                % said,
                to=member,
            ),
        )


def tell_of_disowned_step(member_id: int) -> None:
    """Write to the heads and the officer: somebody else had entered an account."""
    who = Member.objects.get(pk=member_id)
    _send(who.pk, *[_disowned(who, to=member) for member in glass_reviewers(but=member_id)])


def _disowned(who: Member, *, to: Member) -> EmailMessage:
    with translation.override(to.language or settings.LANGUAGE_CODE):
        said = {"name": who.called}
        return _letter(
            f"disowned-{who.pk}-{who.sign_outs}",
            _("Somebody else had entered the account of %(name)s") % said,
            _(
                "%(name)s says that a second step on their account was not put in place by them."
                " Nothing opens with it any more. They choose another password, then two colleagues"
                " vouch for them.\n"
                "Look at what was read in their name meanwhile."
            )
            % said,
            to=to,
        )


def _letter(about: str, subject: str, body: str, *, to: Member) -> EmailMessage:
    """A retry after a crash carries the same Message-ID, so that mail programs show one message."""
    headers = {"Message-ID": f"<{about}-{to.pk}@jaras.invalid>"}
    return EmailMessage(subject=subject, body=body, to=[to.email], headers=headers)


def _send(member_id: int, *letters: EmailMessage) -> None:
    for each in letters:
        letter(each, topic="account", about=("member", member_id))


def _moment(at: datetime) -> dict[str, str]:
    local = timezone.localtime(at)
    return {"day": f"{local:%d/%m/%Y}", "hour": f"{local:%H:%M}"}


def _page(name: str, *arguments: str) -> str:
    return f"{settings.ORIGIN}{reverse(name, args=arguments)}"

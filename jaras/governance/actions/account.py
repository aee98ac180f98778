"""What members settle for themselves."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.governance import events as facts
from jaras.governance import queries
from jaras.governance.actions.lost_steps import end_vouching
from jaras.governance.actions.members import NAME, possible_name
from jaras.governance.models import Member
from jaras.governance.rules import SignInChange
from jaras.kernel import events, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
THEMES = ("", "light", "dark")
TELEPHONE = 40


@transaction.atomic
def change_profile(*, name: str, name_ar: str, telephone: str, by: Actor, at: datetime) -> Member:
    """One's own name in both scripts, one's own number."""
    member = queries.member_of(by)
    member.name = possible_name(name)
    member.name_ar = text.within(name_ar, limit=NAME, field="name_ar")
    member.telephone = text.within(telephone, limit=TELEPHONE, field="telephone")
    fields = ("name", "name_ar", "telephone")
    member.save(update_fields=fields)
    events.publish(facts.ProfileChanged(member_id=member.pk, fields=fields), by=by, at=at)
    return member


@transaction.atomic
def change_preferences(
    *, by: Actor, at: datetime, language: str | None = None, theme: str | None = None
) -> Member:
    """One's own language, one's own light of the screen; None leaves it as it is."""
    member = queries.member_of(by)
    if language is not None and language not in LANGUAGES:
        raise Refused(_("This language is not in the list."), field="language")
    if theme is not None and theme not in THEMES:
        raise Refused(_("This theme is not in the list."), field="theme")
    member.language = member.language if language is None else language
    member.theme = member.theme if theme is None else theme
    member.save(update_fields=["language", "theme"])
    events.publish(
        facts.PreferencesChanged(member_id=member.pk, language=member.language, theme=member.theme),
        by=by,
        at=at,
    )
    return member


@transaction.atomic
def note_sign_in(*, what: SignInChange, by: Actor, at: datetime) -> None:
    """Keep in the log that a member signed in, or changed how they do."""
    member = queries.member_of(by)
    events.publish(facts.SignInChanged(member_id=member.pk, what=what), by=by, at=at)
    if what in (SignInChange.PASSWORD_CHANGED, SignInChange.PASSWORD_RESET):
        end_vouching(by=by, at=at)

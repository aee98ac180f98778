"""Keys with which a member's own program speaks for them."""

from dataclasses import replace
from datetime import datetime
from secrets import token_urlsafe

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.governance import events as facts
from jaras.governance import queries
from jaras.governance.models import NO_GRANTS, AccessToken, actor_of, second_step_of
from jaras.governance.rules import STOPPED, TOKEN_USE_NOTED_EVERY, TOKENS_AT_ONCE, GovernanceVerb
from jaras.kernel import access, events, text
from jaras.kernel.actor import NOBODY, Actor
from jaras.kernel.refusal import Refused

PREFIX, NAME = "jaras_", 80


class SecondStepMissing(Refused):
    """The key is right; its owner has no second step of signing in, and may not wait any longer."""


@transaction.atomic
def create_token(*, name: str, by: Actor, at: datetime) -> tuple[AccessToken, str]:
    """The key itself is given back this once; only its digest is kept."""
    access.require(by, GovernanceVerb.TOKENS)
    kept = text.within(name, limit=NAME, field="name")
    if not kept:
        raise Refused(_("Say what this key is for."), field="name")
    member = queries.member_of(by)
    if member.tokens.in_force().count() >= TOKENS_AT_ONCE:
        raise Refused(_("You hold many keys already: revoke one first."), field="name")
    secret = PREFIX + token_urlsafe(32)
    token = AccessToken.objects.create(member=member, name=kept, digest=queries.digest(secret), created_at=at)
    events.publish(facts.TokenCreated(token_id=token.pk, member_id=member.pk), by=by, at=at)
    return token, secret


@transaction.atomic
def revoke_token(*, token: AccessToken, by: Actor, at: datetime) -> AccessToken:
    """The key opens nothing from now on."""
    access.require(by, GovernanceVerb.TOKENS, token)
    if token.revoked_at is None:
        token.revoked_at = at
        token.save(update_fields=["revoked_at"])
        events.publish(facts.TokenRevoked(token_id=token.pk, member_id=token.member_id), by=by, at=at)
    return token


def actor_of_token(*, secret: str, at: datetime) -> Actor:
    """Whoever the key speaks for, else nobody; its use is noted at most once a minute.

    A key says no more than its owner could: it is silent while nothing opens for them.
    """
    if not secret.startswith(PREFIX):
        return NOBODY
    token = (
        AccessToken.objects.in_force()
        .select_related("member")
        .filter(digest=queries.digest(secret), member__is_active=True)
        .first()
    )
    if token is None:
        return NOBODY
    actor = replace(actor_of(token.member, at=at), grants=NO_GRANTS)  # a person breaks the glass, no program
    if not actor.can(GovernanceVerb.TOKENS):
        return NOBODY
    if second_step_of(token.member).standing(began_at=at, at=at) in STOPPED:
        raise SecondStepMissing(
            _("The owner of this key must first put their second step of signing in in place.")
        )
    if token.used_at is None or at - token.used_at >= TOKEN_USE_NOTED_EVERY:
        AccessToken.objects.filter(pk=token.pk).update(used_at=at)
    return actor

"""Members, their invitations, the watch, the keys of machines."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

from jaras.governance.roles import compartments_of, door_of, verbs_of
from jaras.governance.rules import GovernanceVerb, SecondStep, is_nobodys
from jaras.kernel.actor import Actor, Scope
from jaras.kernel.keys import KeyField, SealedTextField
from jaras.partners.models import Organisation

NO_GRANTS: Mapping[int, int] = MappingProxyType({})


class MemberQuerySet(models.QuerySet["Member"]):
    def visible_to(self, actor: Actor) -> Self:
        """Everybody to whoever keeps the list, colleagues to those who entrust work, oneself always."""
        if actor.can(GovernanceVerb.MEMBERS):
            return self
        mine = models.Q(pk=actor.member_id) if actor.member_id else models.Q(pk__in=())
        scope = actor.scope(GovernanceVerb.COLLEAGUES)
        if scope is Scope.ALL:
            return self.filter(models.Q(is_active=True) | mine)
        if scope is Scope.ORGANISATION and actor.organisation_id:
            return self.filter(models.Q(is_active=True, organisation_id=actor.organisation_id) | mine)
        return self.filter(mine)

    def active(self) -> Self:
        return self.filter(is_active=True)


class MemberManager(BaseUserManager["Member"]):
    def get_queryset(self) -> MemberQuerySet:
        return MemberQuerySet(self.model, using=self._db)

    def visible_to(self, actor: Actor) -> MemberQuerySet:
        return self.get_queryset().visible_to(actor)

    def active(self) -> MemberQuerySet:
        return self.get_queryset().active()

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Member":
        member = self.model(email=self.normalize_email(email), **fields)
        member.set_password(password)
        member.save(using=self._db)
        return member

    def get_by_natural_key(self, username: str | None) -> "Member":
        return self.get(email__iexact=username)


class Member(AbstractBaseUser):
    """Somebody of the device who signs in; what they may do comes from their roles."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    name_ar = models.CharField(max_length=120, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="members")
    roles = models.JSONField(default=list)
    pole = models.CharField(max_length=8, blank=True)
    compartments = models.JSONField(default=list)  # codes of the sealed ones that are open to them
    reach_communes = models.JSONField(default=list)  # codes: their roles open these alone; none: all
    reach_poles = models.JSONField(default=list)
    language = models.CharField(max_length=5, default="fr")
    theme = models.CharField(max_length=5, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()
    sign_outs = models.PositiveIntegerField(default=0)  # how often every session was ended at once
    grants_until = models.DateTimeField(null=True)  # no exceptional access of theirs lasts longer
    second_steps = models.PositiveSmallIntegerField(default=0)  # codes, keys: how many are in place
    later_until = models.DateTimeField(null=True)  # without a second step, they said "later" until then
    laters = models.PositiveSmallIntegerField(default=0)
    enrol_until = models.DateTimeField(null=True)  # theirs was lost: a new one must be in place by then
    calendar_nonce = models.CharField(max_length=32, blank=True, default="")  # of the address of their turns
    glass_unseen = models.PositiveIntegerField(default=0)  # notices of broken glass not yet looked at

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = MemberManager()

    class Meta:
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["name", "id"], name="member_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """The name in the script of the reader's language."""
        return self.name_ar or self.name if (get_language() or "").startswith("ar") else self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """A session lasts as long as its hash: one more sign-out ends them all, without looking for them."""
        salt = "jaras.governance.member.session"
        return salted_hmac(
            salt, f"{self.password}:{self.sign_outs}", secret=secret, algorithm="sha256"
        ).hexdigest()


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, actor: Actor) -> Self:
        return self if actor.can(GovernanceVerb.MEMBERS) else self.none()

    def pending(self) -> Self:
        return self.filter(accepted_at=None)


class Invitation(models.Model):
    """A door opened once for one e-mail address; only the digest of its key is kept."""

    email = models.EmailField()
    name = models.CharField(max_length=120)
    roles = models.JSONField(default=list)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    pole = models.CharField(max_length=8, blank=True)
    reach_communes = models.JSONField(default=list)  # of the member who comes in; none: all of them
    reach_poles = models.JSONField(default=list)
    nonce = models.CharField(max_length=32, default="")
    digest = models.CharField(max_length=64, unique=True)
    invited_by_id = models.BigIntegerField(null=True)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]


class WatchQuerySet(models.QuerySet["Watch"]):
    def visible_to(self, actor: Actor) -> Self:
        """Watches with their notes, to those who keep it."""
        return self if actor.can(GovernanceVerb.WATCH) else self.none()

    def current(self) -> Self:
        return self.filter(ended_at=None)


class Watch(models.Model):
    """A tour de garde: who answers, from when, until when; one at a time."""

    holder = models.ForeignKey(Member, models.PROTECT, related_name="watches")
    deputy = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")  # who stands behind
    started_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    service_day = models.CharField(max_length=10)
    note = SealedTextField(blank=True, always=True)
    forgotten_at = models.DateTimeField(null=True)  # when its words were emptied
    key = KeyField()

    objects = WatchQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                models.Value(1), condition=models.Q(ended_at=None), name="watch_one_at_a_time"
            )
        ]


class AccessTokenQuerySet(models.QuerySet["AccessToken"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own."""
        return self.filter(member_id=actor.member_id) if actor.member_id else self.none()

    def in_force(self) -> Self:
        return self.filter(revoked_at=None)


class AccessToken(models.Model):
    """A key with which a member's own program speaks for them; only its digest is kept."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = AccessTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]


def actor_of(member: Member, *, at: datetime | None = None) -> Actor:
    """The member as an actor, from the row already read: no query but while they broke the glass."""
    if not member.is_active:
        return Actor(name=member.name)
    return Actor(
        member_id=member.pk,
        name=member.called,
        roles=tuple(member.roles),
        organisation_id=member.organisation_id,
        compartments=compartments_of(tuple(member.compartments), tuple(member.roles), member.pole),
        communes=frozenset(member.reach_communes),
        poles=frozenset(member.reach_poles),
        grants=_grants(member, at or timezone.now()),
        verbs=verbs_of(tuple(member.roles)),
    )


def _grants(member: Member, at: datetime) -> Mapping[int, int]:
    """The cases that exceptional access opens to them at this moment, each with the access that does."""
    if member.grants_until is None or member.grants_until <= at:
        return NO_GRANTS
    if GovernanceVerb.BREAK_GLASS not in verbs_of(tuple(member.roles)):
        return NO_GRANTS
    rows = member.exceptional_accesses.in_force(at).order_by("until", "id")
    pairs = rows.values_list("case_id", "id")
    return MappingProxyType({case_id: pk for case_id, pk in pairs if case_id is not None})


def second_step_of(member: Member) -> SecondStep:
    """Their second step, from the row already read; the invented of a demonstration are free."""
    free = settings.MODE == "demo" and is_nobodys(member.email)
    return SecondStep(
        held=member.second_steps,
        rule=None if free else door_of(tuple(member.roles)).second_step,
        joined_at=member.joined_at,
        later_until=member.later_until,
        laters=member.laters,
        enrol_until=member.enrol_until,
    )

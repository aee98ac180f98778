"""A browser in which a member is signed in; doors that were closed all at once."""

from importlib import import_module
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models

from jaras.governance.models.members import Member
from jaras.governance.rules import GovernanceVerb
from jaras.kernel.actor import Actor
from jaras.kernel.keys import KeyField, SealedTextField
from jaras.partners.models import Organisation


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, actor: Actor) -> "SessionQuerySet":
        """One's own; everybody's to whoever keeps the list of members."""
        rows = self.exclude(member=None)
        if actor.can(GovernanceVerb.MEMBERS):
            return rows
        return rows.filter(member_id=actor.member_id) if actor.member_id else rows.none()


class SessionManager(BaseSessionManager["Session"]):
    def get_queryset(self) -> SessionQuerySet:
        return SessionQuerySet(self.model, using=self._db)

    def visible_to(self, actor: Actor) -> SessionQuerySet:
        return self.get_queryset().visible_to(actor)


class Session(AbstractBaseSession):
    """What Django keeps of a session, with whose it is, on what device, since when.

    `session_key` is the digest of what the browser holds: whoever reads the table opens no session with it.
    """

    member = models.ForeignKey(Member, models.CASCADE, null=True, related_name="sessions")
    device = models.CharField(max_length=60, blank=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    objects: ClassVar[Any] = SessionManager()

    class Meta:
        ordering = ["-seen_at"]

    @classmethod
    def get_session_store_class(cls) -> Any:
        return import_module(settings.SESSION_ENGINE).SessionStore


class ClosedDoorsQuerySet(models.QuerySet["ClosedDoors"]):
    def visible_to(self, actor: Actor) -> "ClosedDoorsQuerySet":
        return self if actor.can(GovernanceVerb.CLOSE_DOORS) else self.none()


class ClosedDoors(models.Model):
    """All sessions of an organisation, or of everybody, were ended at once: by whom, why."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = SealedTextField(always=True)
    key = KeyField()
    members = models.PositiveIntegerField()
    sessions = models.PositiveIntegerField()
    tokens = models.PositiveIntegerField()

    objects = ClosedDoorsQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

"""Whom one asks for in an organisation: a function, never a person."""

from typing import Self

from django.db import models

from jaras.kernel.actor import Actor
from jaras.kernel.versions import Versioned
from jaras.partners.models.directory import Organisation, in_script
from jaras.partners.rules import PartnersVerb


class ContactQuerySet(models.QuerySet["Contact"]):
    def visible_to(self, actor: Actor) -> Self:
        return self if actor.can(PartnersVerb.READ) else self.none()

    def active(self) -> Self:
        return self.filter(active=True)

    def public(self) -> Self:
        return self.active().filter(public=True, organisation__active=True, organisation__public=True)


class Contact(Versioned):
    """A function that can be reached: the guard at night, the desk of referrals."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="contacts")
    function_fr = models.CharField(max_length=120, blank=True)
    function_ar = models.CharField(max_length=120, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    public = models.BooleanField(default=False)  # anybody may be told
    active = models.BooleanField(default=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["function_fr", "id"]

    @property
    def function(self) -> str:
        """In the reader's script where it was written."""
        return in_script(self.function_fr, self.function_ar)

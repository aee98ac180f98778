"""The letter that asks an organisation whether its page is right, with its answer."""

from typing import Self

from django.db import models

from jaras.kernel.actor import Actor
from jaras.kernel.keys import KeyField, SealedTextField
from jaras.kernel.versions import Versioned
from jaras.partners.models.directory import Organisation
from jaras.partners.rules import PartnersVerb
from jaras.partners.rules.asking import ConfirmationState


class ConfirmationQuerySet(models.QuerySet["Confirmation"]):
    def visible_to(self, actor: Actor) -> Self:
        """To those who keep the directory."""
        return self if actor.can(PartnersVerb.AMEND) else self.none()

    def corrected(self) -> Self:
        """Those who wrote what has changed, and nobody put it right yet."""
        return self.filter(state=ConfirmationState.CORRECTED)


class Confirmation(Versioned):
    """One letter, one link, one answer."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="confirmations")
    state = models.CharField(max_length=12, default=ConfirmationState.ASKED)
    email = models.EmailField()  # where the letter went
    nonce = models.CharField(max_length=32)
    words = SealedTextField(blank=True, always=True)  # what has changed, as they wrote it
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    key = KeyField()

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [
            models.Index(fields=["organisation", "-asked_at"], name="confirmation_organisation"),
            models.Index(
                fields=["answered_at"],
                name="confirmation_corrected",
                condition=models.Q(state=ConfirmationState.CORRECTED),
            ),
        ]

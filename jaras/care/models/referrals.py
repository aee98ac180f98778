"""A need entrusted to a partner, with what was written on both sides."""

from django.db import models

from jaras.care.models.diagnoses import Need, SeenThroughCase
from jaras.care.rules import Door, ReferralState
from jaras.care.rules.referrals import LIVING, TAKEN, WAITING, LetterKind, MessageKind
from jaras.cases.models import Case
from jaras.governance.models import Member
from jaras.kernel.generated import state_among
from jaras.kernel.keys import SealedCharField, SealedTextField
from jaras.kernel.versions import Versioned
from jaras.partners.models import Organisation, Service


class Referral(Versioned):
    """One need, one service of one partner, one answer; a need may be asked of several partners at once.

    Whoever is asked the whole of it takes it alone; whoever is asked a part does that part beside others.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="referrals")
    need = models.ForeignKey(Need, models.PROTECT, related_name="referrals")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="referrals")
    state = models.CharField(max_length=12, default=ReferralState.DRAFT)
    is_living = state_among(LIVING)
    door = models.CharField(max_length=8, default=Door.LINK)
    code_digest = models.CharField(max_length=128, blank=True)  # of the code told by telephone
    nonce = models.CharField(max_length=32)  # changes when the link must die
    email = SealedCharField(max_length=254, blank=True, owner="case")  # where the letter went
    message = SealedTextField(blank=True, owner="case")
    part = SealedCharField(max_length=300, blank=True, owner="case")  # what of the need; none: all of it
    whole = models.BooleanField(default=True)  # whether it is asked alone: `part` is sealed, this is not
    shared = models.JSONField(default=list)  # codes of what the partner may read
    basis = models.CharField(max_length=20, blank=True)  # why the partner may be told; none: nobody is known
    basis_reason = SealedCharField(max_length=300, blank=True, owner="case")
    reason = models.CharField(max_length=20, blank=True)  # why it was declined: a code of `decline_reasons`
    outcome = SealedTextField(blank=True, owner="case")
    sent_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    remind_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = SeenThroughCase["Referral"].as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["-at", "-id"], name="referral_at"),
            models.Index(fields=["case", "-at", "-id"], name="referral_case"),
            models.Index(fields=["organisation", "-at", "-id"], name="referral_organisation"),
            models.Index(
                fields=["expires_at", "id"], name="referral_living", condition=models.Q(is_living=True)
            ),
            models.Index(
                fields=["expires_at"],
                name="referral_expires",
                condition=models.Q(state__in=WAITING),
            ),
            models.Index(
                fields=["remind_at"],
                name="referral_remind",
                condition=models.Q(state__in=WAITING, reminded_at=None),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["need", "organisation"],
                condition=models.Q(state__in=LIVING),
                name="referral_one_a_partner",
            ),
            models.UniqueConstraint(
                fields=["need"],
                condition=models.Q(state__in=TAKEN, whole=True),
                name="referral_one_takes_it_whole",
            ),
        ]

    @property
    def waits(self) -> bool:
        """The partner has not answered yet."""
        return self.state in WAITING

    @property
    def taken(self) -> bool:
        return self.state in TAKEN


class ReferralMessage(models.Model):
    """A question or a report, from the cell or from the partner."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=10, default=MessageKind.NEWS)
    from_partner = models.BooleanField(default=False)
    words = SealedTextField(owner="referral__case")
    signed = SealedCharField(
        max_length=120, blank=True, owner="referral__case"
    )  # who wrote, as the partner said
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]


class ReferralLetter(models.Model):
    """An e-mail to the partner about a referral: why, where to, with which link."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=12, default=LetterKind.REQUEST)
    to = SealedCharField(max_length=254, owner="referral__case")
    nonce = models.CharField(max_length=32)  # of the link it carries; an older one is not sent any more
    at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["at"], name="letter_unsent", condition=models.Q(mailed_at__isnull=True))
        ]

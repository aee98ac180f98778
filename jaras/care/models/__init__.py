"""The rows of care."""

from jaras.care.models.appointments import Appointment
from jaras.care.models.diagnoses import Diagnosis, DomainLevel, Need
from jaras.care.models.interventions import Intervention
from jaras.care.models.referrals import Referral, ReferralMessage

__all__ = [
    "Appointment",
    "Diagnosis",
    "DomainLevel",
    "Intervention",
    "Need",
    "Referral",
    "ReferralMessage",
]

"""The rows of care."""

from jaras.care.models.appointments import Appointment
from jaras.care.models.diagnoses import Diagnosis, DomainLevel, Need, ProposedNeed
from jaras.care.models.drafts import DiagnosisDraft
from jaras.care.models.interventions import Intervention
from jaras.care.models.referrals import Referral, ReferralLetter, ReferralMessage
from jaras.care.models.stays import Stay

__all__ = [
    "Appointment",
    "Diagnosis",
    "DiagnosisDraft",
    "DomainLevel",
    "Intervention",
    "Need",
    "ProposedNeed",
    "Referral",
    "ReferralLetter",
    "ReferralMessage",
    "Stay",
]

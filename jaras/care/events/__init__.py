"""What happens in care."""

from jaras.care.events.appointments import (
    AppointmentAmended,
    AppointmentMoved,
    AppointmentPlanned,
    CompanionReminded,
    PersonCalled,
)
from jaras.care.events.diagnoses import (
    DiagnosisDrafted,
    DiagnosisMade,
    NeedFound,
    NeedMoved,
    NeedProposalAnswered,
)
from jaras.care.events.interventions import (
    Facts,
    InterventionAmended,
    InterventionMoved,
    InterventionRecorded,
    InterventionTakenBack,
)
from jaras.care.events.referrals import (
    ReferralCodeMade,
    ReferralCodeTried,
    ReferralLetterMailed,
    ReferralMessageWritten,
    ReferralMoved,
    ReferralReminded,
    ReferralResent,
)
from jaras.care.events.stays import StayBegun

__all__ = [
    "AppointmentAmended",
    "AppointmentMoved",
    "AppointmentPlanned",
    "CompanionReminded",
    "DiagnosisDrafted",
    "DiagnosisMade",
    "Facts",
    "InterventionAmended",
    "InterventionMoved",
    "InterventionRecorded",
    "InterventionTakenBack",
    "NeedFound",
    "NeedMoved",
    "NeedProposalAnswered",
    "PersonCalled",
    "ReferralCodeMade",
    "ReferralCodeTried",
    "ReferralLetterMailed",
    "ReferralMessageWritten",
    "ReferralMoved",
    "ReferralReminded",
    "ReferralResent",
    "StayBegun",
]

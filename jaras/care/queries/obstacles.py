"""What care knows of a case that forbids its end."""

from django.utils.translation import ngettext

from jaras.care.models import Appointment, Intervention, Referral, Stay
from jaras.care.rules import AppointmentState
from jaras.care.rules.helping import AHEAD
from jaras.care.rules.referrals import LIVING
from jaras.cases.models import Case


def obstacles(case: Case) -> list[str]:
    """Referrals that live, help that is planned, hours at which somebody is expected, places taken."""
    referrals = Referral.objects.filter(case=case, state__in=LIVING).count()
    planned = Intervention.objects.filter(case=case, state__in=AHEAD).count()
    expected = Appointment.objects.filter(case=case, state=AppointmentState.PLANNED).count()
    taken = Stay.objects.filter(case=case, occupancy__is_living=True).count()
    sentences = (
        (
            referrals,
            ngettext("%(count)d referral has not ended.", "%(count)d referrals have not ended.", referrals),
        ),
        (
            planned,
            ngettext(
                "%(count)d planned intervention waits for its outcome.",
                "%(count)d planned interventions wait for their outcome.",
                planned,
            ),
        ),
        (
            expected,
            ngettext(
                "%(count)d appointment waits for its outcome.",
                "%(count)d appointments wait for their outcome.",
                expected,
            ),
        ),
        (
            taken,
            ngettext(
                "%(count)d place is held or occupied still.",
                "%(count)d places are held or occupied still.",
                taken,
            ),
        ),
    )
    return [sentence % {"count": count} for count, sentence in sentences if count]

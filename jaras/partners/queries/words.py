"""What a service is, in the words of the reader: its hours, whom it is for."""

from collections.abc import Iterable
from itertools import groupby

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from jaras.partners.models import Service
from jaras.partners.rules import Hours
from jaras.people.rules import Sex


def week(hours: Iterable[Hours]) -> Iterable[tuple[str, str]]:
    """Days that have the same hours stand together: «Monday – Friday», «08:30–12:00, 14:00–18:00»."""
    days = {day: _clock(each) for day, each in groupby(sorted(hours), key=lambda each: each.weekday)}
    runs: list[tuple[int, int, str]] = []
    for day, clock in days.items():
        if runs and runs[-1][1] == day - 1 and runs[-1][2] == clock:
            runs[-1] = (runs[-1][0], day, clock)
        else:
            runs.append((day, day, clock))
    for first, last, clock in runs:
        yield (str(WEEKDAYS[first]) if first == last else f"{WEEKDAYS[first]} – {WEEKDAYS[last]}"), clock


def _clock(hours: Iterable[Hours]) -> str:
    return ", ".join(f"{each.opens:%H:%M}–{each.closes:%H:%M}" for each in hours)


def fee_in_words(service: Service) -> str:
    """«Free», «20 DH, per night», «per night» where the amount is not known; empty: nobody said."""
    if service.fee is None:
        return service.fee_for
    amount = _("Free") if service.fee == 0 else _("%(amount)d DH") % {"amount": service.fee}
    return f"{amount}, {service.fee_for}" if service.fee_for and service.fee else amount


def for_whom(service: Service) -> Iterable[str]:
    """Women or men, ages, other words; publics are read from their list."""
    yield from sex_and_ages(service.sex, service.youngest, service.oldest)
    if service.who:
        yield service.who


def sex_and_ages(sex: str, youngest: int | None, oldest: int | None) -> Iterable[str]:
    """«Women», «from 18 to 25 years old»; nothing where everybody is taken."""
    if sex == Sex.FEMALE:
        yield _("Women")
    elif sex == Sex.MALE:
        yield _("Men")
    if youngest is not None and oldest is not None:
        yield _("from %(youngest)d to %(oldest)d years old") % {"youngest": youngest, "oldest": oldest}
    elif youngest is not None:
        yield _("from %(age)d years old") % {"age": youngest}
    elif oldest is not None:
        yield _("up to %(age)d years old") % {"age": oldest}

"""The months of Ramadan that are known."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from jaras.territory.lists import holidays, ramadans

CASABLANCA = ZoneInfo("Africa/Casablanca")


def test_the_clock_of_the_kingdom_goes_back_for_each_of_them() -> None:
    """The tz database knows Ramadan by itself: from first to last day its hour is that of Greenwich."""
    for first, last in ramadans():
        for day in (first, last):
            noon = datetime(day.year, day.month, day.day, 12, tzinfo=CASABLANCA)
            assert noon.utcoffset() == timedelta(0), day


def test_each_lasts_a_month_of_the_moon() -> None:
    months = ramadans()
    assert {(last - first).days + 1 for first, last in months} <= {29, 30}
    for (before, _last), (after, _next) in pairwise(months):
        assert 354 <= (after - before).days <= 355


def test_the_feast_of_its_end_follows_it() -> None:
    for _first, last in ramadans()[:2]:
        assert last + timedelta(days=1) in holidays()
    assert ramadans()[0] == (date(2026, 2, 18), date(2026, 3, 19))

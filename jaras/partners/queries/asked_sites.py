"""Sites whose board is asked after, by the telephone of their staff."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from jaras.kernel import telephones
from jaras.partners.models import Site, Unit

SINCE = timedelta(hours=20)


def sites_to_ask(at: datetime) -> list[Site]:
    """Those with places that nobody confirmed lately, with a number that a text message reaches."""
    units = Unit.objects.active().filter(site=OuterRef("pk"))
    old = Q(confirmed_at=None) | Q(confirmed_at__lte=at - SINCE)
    rows = Site.objects.active().filter(old, Exists(units)).exclude(telephone="").order_by("pk")
    return [site for site in rows if telephones.normalised(site.telephone).startswith("+")]


def site_of_number(number: str) -> Site | None:
    """The one whose staff has this telephone; of several the one that waits longest for a confirmation."""
    rows = Site.objects.active().exclude(telephone="").order_by("confirmed_at", "pk")
    return next((site for site in rows if telephones.normalised(site.telephone) == number), None)

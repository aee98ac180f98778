"""A request as our views read it: with whoever acts."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from jaras.kernel.actor import Actor


class Request(HttpRequest):
    """What the middleware makes of Django's own request; only its type is ever used."""

    actor: "Actor"
    htmx: "HtmxDetails"

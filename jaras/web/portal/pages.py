"""Pages to read: the first one, what becomes of the data, who can use the site."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from jaras.territory import queries as territory
from jaras.web.portal.calls import numbers
from jaras.web.shell.discreet import discreet
from jaras.web.shell.navigation import first_page
from jaras.web.shell.request import Request


@discreet
@require_safe
def landing(request: Request) -> HttpResponse:
    """Members go to their work; anybody else chooses between telling and reading the answer."""
    if request.actor.member_id is not None:
        return redirect(first_page(request))
    return render(request, "portal/landing.html", {"numbers": numbers()})


@discreet
@require_safe
def privacy(request: Request) -> HttpResponse:
    return render(request, "portal/privacy.html", {"installation": territory.installation()})


@discreet
@require_safe
def accessibility(request: Request) -> HttpResponse:
    return render(request, "portal/accessibility.html")

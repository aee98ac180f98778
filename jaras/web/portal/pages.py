"""Pages to read: the first one, what becomes of the data, who can use the site."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from jaras.privacy import lists
from jaras.territory import queries as territory
from jaras.web.portal.calls import numbers
from jaras.web.shell.discreet import discreet
from jaras.web.shell.navigation import first_page
from jaras.web.shell.request import Request
from jaras.web.shell.templating import told

UNTOLD = ("key",)  # digests that nobody reads


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
    context = {
        "installation": territory.installation(),
        "categories": [item for item in lists.categories() if item.code not in UNTOLD],
        "grounds": lists.grounds(),
        "retention": lists.retention(),
        "told": told,
    }
    return render(request, "portal/privacy.html", context)


@discreet
@require_safe
def accessibility(request: Request) -> HttpResponse:
    return render(request, "portal/accessibility.html")

"""Beginning a directory with the usual actors of a province, each ticked or not."""

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jaras.imports import actions, queries
from jaras.kernel.refusal import Refused
from jaras.partners.lists import organisation_kinds, services
from jaras.partners.rules import PartnersVerb
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(PartnersVerb.AMEND)
@require_http_methods(["GET", "POST"])
def choose(request: Request) -> HttpResponse:
    """Those that are there already are not proposed again; what is chosen is previewed like a file."""
    error, codes = None, set(request.POST.getlist("codes"))
    if request.method == "POST":
        try:
            imported = actions.begin(codes=codes, by=request.actor, at=timezone.now())
        except Refused as refused:
            error = refused.sentence
        else:
            return redirect("partner_import", imported.pk)
    found = queries.usual()
    ticked = codes if request.method == "POST" else {item.code for item, _known in found if item["ticked"]}
    context = {
        "groups": [
            (kind, [(item, known, item.code in ticked) for item, known in found if item["kind"] == kind.code])
            for kind in organisation_kinds()
        ],
        "services": services(),
        "error": error,
    }
    status = HTTPStatus.BAD_REQUEST if error else HTTPStatus.OK
    return render(request, "partners/usual.html", context, status=status)

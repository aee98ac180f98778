"""The files a member took out, until their day is over."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from jaras.governance.models import Member
from jaras.governance.rules import GovernanceVerb
from jaras.kernel import exports
from jaras.web.shell.navigation import room
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

room("exports", _("Files taken out"), "exit", GovernanceVerb.JOURNAL)


@permission()
@never_cache
@require_GET
def index(request: Request) -> HttpResponse:
    """One's own files; those of everybody for whoever reads the journal, without opening them."""
    at = timezone.now()
    everybody = request.actor.can(GovernanceVerb.JOURNAL)
    found = exports.listed(request.actor, everybody=everybody, after=request.GET.get("after", ""))
    context = {
        "files": found.rows,
        "after": found.after,
        "kinds": {item.code: item for item in (*exports.kinds(), *exports.papers())},
        "keys": {
            made.pk: exports.key(made)
            for made in found.rows
            if made.by_id == request.actor.member_id and made.until > at and not made.gone_at
        },
        "makers": Member.objects.in_bulk({made.by_id for made in found.rows}) if everybody else {},
        "everybody": everybody,
    }
    return render(request, "governance/exports.html", context)


@permission()
@never_cache
@require_GET
def file(request: Request, pk: int) -> HttpResponse:
    """The bytes, for their maker alone, by a link of this hour."""
    made = exports.mine(request.actor, pk, at=timezone.now())
    if made is None or not exports.opens(request.GET.get("key", ""), made):
        raise Http404
    answer = HttpResponse(exports.content(made), content_type=made.media_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=made.name)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer

"""Bringing boundaries or lists of places from a file."""

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from jaras.kernel.refusal import Refused
from jaras.territory import actions, queries
from jaras.territory.rules.rights import TerritoryVerb
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.territory.forms import BoundariesForm, FileForm


@require_GET
@permission(TerritoryVerb.SETTINGS)
def page(request: Request) -> HttpResponse:
    return _show(request, BoundariesForm(auto_id="boundaries_%s"), FileForm(auto_id="places_%s"))


@require_POST
@permission(TerritoryVerb.SETTINGS)
def boundaries(request: Request) -> HttpResponse:
    form = BoundariesForm(request.POST, request.FILES, auto_id="boundaries_%s")
    if form.is_valid():
        try:
            imported = actions.import_boundaries(
                content=_content(form.cleaned_data["file"]),
                attribution=form.cleaned_data["attribution"],
                by=request.actor,
                at=now(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            kept = ngettext("{n} boundary is kept.", "{n} boundaries are kept.", imported.taken)
            messages.success(request, kept.format(n=imported.taken) + _aside(imported))
            return redirect("territory")
    return _show(request, form, FileForm(auto_id="places_%s"))


@require_POST
@permission(TerritoryVerb.SETTINGS)
def places(request: Request) -> HttpResponse:
    form = FileForm(request.POST, request.FILES, auto_id="places_%s")
    if form.is_valid():
        try:
            imported = actions.import_places(
                content=_content(form.cleaned_data["file"]), by=request.actor, at=now()
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            added = ngettext("{n} place is added", "{n} places are added", imported.taken)
            known = ngettext("{n} was known already.", "{n} were known already.", imported.known)
            sentence = _("{added}, {known}").format(
                added=added.format(n=imported.taken), known=known.format(n=imported.known)
            )
            messages.success(request, sentence + _aside(imported))
            return redirect("territory")
    return _show(request, BoundariesForm(auto_id="boundaries_%s"), form)


def _content(file: "UploadedFile[bytes]") -> bytes:
    """The bytes of the file, if there are not too many of them."""
    if (file.size or 0) > settings.UPLOAD_LIMIT:
        limit = settings.UPLOAD_LIMIT // 1_048_576
        raise Refused(_("This file is larger than {limit} MB.").format(limit=limit), field="file")
    return bytes(file.read())


def _aside(imported: actions.Imported) -> str:
    """What could not be placed, if anything."""
    if not imported.unknown:
        return ""
    count = len(imported.unknown)
    sentence = ngettext(
        "{n} code is that of no commune: {codes}.", "{n} codes are those of no commune: {codes}.", count
    )
    return " " + sentence.format(n=count, codes=", ".join(imported.unknown[:5]))


def _show(request: Request, boundaries_form: BoundariesForm, places_form: FileForm) -> HttpResponse:
    context = {
        "boundaries": boundaries_form,
        "places": places_form,
        "has_boundaries": bool(queries.shapes()),
    }
    return render(request, "territory/import.html", context)

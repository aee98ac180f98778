"""The directory of those who help: found by pole, by commune, by name; kept up to date."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jaras.governance.models import Member, Pivot
from jaras.governance.rules import GovernanceVerb
from jaras.imports import queries as imports
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict, seen
from jaras.partners import actions, queries
from jaras.partners.lists import organisation_kinds, poles, services
from jaras.partners.models import Contact, Convention, FormerName, Organisation
from jaras.partners.queries import Wanted
from jaras.partners.rules import PartnersVerb
from jaras.partners.rules.conventions import Standing
from jaras.partners.rules.quality import Lack
from jaras.people.lists import target_groups
from jaras.territory import queries as territory
from jaras.web.partners.forms import FIELDS, OrganisationForm, shown
from jaras.web.shell import conflict
from jaras.web.shell.navigation import room
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.shell.templating import label

LONGEST_SEARCH = 200
LACKS = {
    Lack.OTHER_NAME: gettext_lazy("Its name stands in one script only."),
    Lack.TELEPHONE: gettext_lazy("No telephone is known."),
    Lack.EMAIL: gettext_lazy("No e-mail address is known: a referral cannot reach it."),
    Lack.COMMUNE: gettext_lazy("Its commune is not said."),
    Lack.SERVICES: gettext_lazy("Nothing is written of what it gives."),
    Lack.HOURS: gettext_lazy("A service has no hours."),
    Lack.FOR_WHOM: gettext_lazy("A service does not say for whom it is."),
    Lack.LANGUAGES: gettext_lazy("A service does not say which languages are spoken."),
    Lack.FEE: gettext_lazy("A service does not say what it costs."),
    Lack.CONVENTION_OVER: gettext_lazy("A convention is over, no other follows it."),
    Lack.CONVENTION_ENDS: gettext_lazy("A convention is about to end."),
    Lack.NEVER_CONFIRMED: gettext_lazy("Nobody there ever confirmed this page."),
    Lack.OLD: gettext_lazy("Nobody there confirmed this page for three months."),
}
STANDINGS = {
    Standing.TO_COME: gettext_lazy("To come"),
    Standing.IN_FORCE: gettext_lazy("In force"),
    Standing.ENDS_SOON: gettext_lazy("Ends soon"),
    Standing.OVER: gettext_lazy("Over"),
}

room("partners", gettext_lazy("Partners"), "partners", PartnersVerb.READ)


@permission(PartnersVerb.READ)
@require_GET
def index(request: Request) -> HttpResponse:
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    wanted = asked(request)
    if words:
        organisations, after = queries.found(request.actor, words, wanted), ""
    else:
        page = queries.listed(request.actor, wanted, after=request.GET.get("after", ""))
        organisations, after = page.rows, page.after
    context = {
        "organisations": organisations,
        "to_confirm": imports.to_confirm(organisations),
        "after": after,
        "continued": bool(request.GET.get("after")),
        "words": words,
        "wanted": wanted,
        "parameters": {
            "pole": wanted.pole,
            "commune": wanted.commune,
            "kind": wanted.kind,
            "retired": "1" if wanted.retired else "",
        },
        "poles": poles(),
        "kinds": organisation_kinds(),
        "kind_options": [("", _("Every kind")), *((item.code, label(item)) for item in organisation_kinds())],
        "commune_options": [
            ("", _("Every commune")),
            *((row.code, row.name) for row in territory.communes()),
        ],
        "may_amend": request.actor.can(PartnersVerb.AMEND),
    }
    return render(request, "partners/_found.html" if request.htmx else "partners/partners.html", context)


def asked(request: Request) -> Wanted:
    """The filters of the address; what is not in a list is not asked."""
    given = request.GET
    commune = given.get("commune", "")
    return Wanted(
        pole=given.get("pole", "") if given.get("pole", "") in poles() else "",
        kind=given.get("kind", "") if given.get("kind", "") in organisation_kinds() else "",
        commune=commune if commune and territory.commune_of_code(commune) else "",
        retired=bool(given.get("retired")) and request.actor.can(PartnersVerb.AMEND),
    )


@permission(PartnersVerb.READ)
@require_GET
def page(request: Request, pk: int) -> HttpResponse:
    organisation, at = find(request, pk), timezone.now()
    given = queries.services_of(organisation, request.actor)
    conventions = list(Convention.objects.visible_to(request.actor).filter(organisation=organisation))
    quality = queries.quality_of(organisation, given, conventions, at=at)
    pivots = Pivot.objects.visible_to(request.actor).filter(organisation=organisation)
    context = {
        "organisation": organisation,
        "to_confirm": imports.to_confirm([organisation]),
        "kind": organisation_kinds().get(organisation.kind),
        "poles": [item for item in poles() if item.code in organisation.poles],
        "members": Member.objects.visible_to(request.actor).active().filter(organisation=organisation),
        "pivot": pivots.current().select_related("member").first(),
        "may_name_pivot": organisation.active and request.actor.can(GovernanceVerb.PIVOTS),
        "services": [queries.line_of(each, at) for each in given],
        "contacts": Contact.objects.visible_to(request.actor).active().filter(organisation=organisation),
        "conventions": [(each, each.standing(timezone.localdate(at))) for each in conventions],
        "standings": STANDINGS,
        "former_names": FormerName.objects.visible_to(request.actor).filter(organisation=organisation),
        "succeeds": Organisation.objects.visible_to(request.actor).filter(succeeded_by=organisation),
        "corrections": queries.corrections(request.actor, organisation),
        "quality": quality,
        "lacks": [LACKS[lack] for lack in quality.lacks],
        "sites": queries.sites_of(organisation, request.actor),
        "may_see_places": request.actor.can(PartnersVerb.PLACES),
        "names": services(),
        "groups": target_groups(),
        "may_amend": request.actor.can(PartnersVerb.AMEND),
    }
    return render(request, "partners/partner.html", context)


@permission(PartnersVerb.AMEND)
@require_http_methods(["GET", "POST"])
def register(request: Request) -> HttpResponse:
    form = OrganisationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.register(by=request.actor, at=timezone.now(), **form.about())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The organisation is in the directory."))
            return redirect("partner", made.pk)
    return _form(request, form, title=_("A new partner"), button=_("Add"))


@permission(PartnersVerb.AMEND)
@require_http_methods(["GET", "POST"])
def amend(request: Request, pk: int) -> HttpResponse:
    organisation = find(request, pk)
    form = OrganisationForm(request.POST if request.method == "POST" else None, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["seen"] != seen(organisation, *FIELDS):
                raise Conflict(organisation)
            actions.amend(organisation=organisation, by=request.actor, at=timezone.now(), **form.about())
        except Refused as refusal:
            form.refuse(refusal)
        except Conflict:
            return _both(request, pk, form)
        else:
            messages.success(request, _("The directory is up to date."))
            return redirect("partner", pk)
    return _form(
        request, form, title=_("Correct or complete"), button=_("Save"), organisation=find(request, pk)
    )


@permission(PartnersVerb.AMEND)
@require_POST
def retire(request: Request, pk: int) -> HttpResponse:
    actions.retire(organisation=find(request, pk), by=request.actor, at=timezone.now())
    messages.success(request, _("The organisation takes part no more; what it did stays."))
    return redirect("partner", pk)


@permission(PartnersVerb.AMEND)
@require_POST
def restore(request: Request, pk: int) -> HttpResponse:
    actions.restore(organisation=find(request, pk), by=request.actor, at=timezone.now())
    messages.success(request, _("The organisation takes part again."))
    return redirect("partner", pk)


@permission(PartnersVerb.AMEND)
@require_POST
def confirm(request: Request, pk: int) -> HttpResponse:
    actions.confirm(organisation=find(request, pk), by=request.actor, at=timezone.now())
    messages.success(request, _("Noted: all of this is right today."))
    return redirect("partner", pk)


def find(request: Request, pk: int) -> Organisation:
    rows = Organisation.objects.visible_to(request.actor).select_related("commune", "succeeded_by")
    organisation = rows.filter(pk=pk).first()
    if organisation is None:
        raise Http404
    return organisation


def _form(request: Request, form: OrganisationForm, **context: Any) -> HttpResponse:
    status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return render(
        request, "partners/form.html", {"form": form, "organisation": None} | context, status=status
    )


def _both(request: Request, pk: int, form: OrganisationForm) -> HttpResponse:
    """What the other saved beside what this one wrote."""
    now = find(request, pk)
    texts = conflict.differences(shown(now), form)
    context = conflict.told("organisation", pk, "OrganisationAmended", texts=texts) | {
        "organisation": now,
        "form": OrganisationForm(conflict.sent_again(request, seen=seen(now, *FIELDS)), organisation=now),
        "title": _("Correct or complete"),
        "button": _("Keep this text"),
    }
    return render(request, "partners/form.html", context, status=HTTPStatus.CONFLICT)

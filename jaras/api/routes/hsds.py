"""The open directory: the paths of the Human Services Data Specification 3.0, to read."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Query, Router

from jaras.api.open_referral import reading
from jaras.api.open_referral.asked import Asked, Page, kept, paged
from jaras.api.open_referral.organisations import organisation_brief
from jaras.api.open_referral.services import service_brief
from jaras.api.open_referral.telling import Telling
from jaras.api.open_referral.terms import LISTINGS, listing_of, taxonomy, terms
from jaras.api.problems import PROBLEMS
from jaras.api.schemas import hsds
from jaras.kernel.folding import fold
from jaras.kernel.refusal import Refused
from jaras.partners.queries import published_organisations, published_services

VERSION = "3.0"
PROFILE = "https://docs.openreferral.org/en/latest/hsds/"
ANSWERS = {**PROBLEMS, 429: PROBLEMS[404]}
router = Router(tags=["open directory"])
View = TypeVar("View", bound=Callable[..., Any])


class AskedOfServices(Asked):
    """Services may be kept to those of one organisation."""

    organization_id: UUID | None = None
    minimal: bool = False
    modified_after: datetime | None = None


class AskedOfOrganizations(Asked):
    """With each service whole, where that is wanted."""

    full_service: bool = False


class AskedAtLocations(Asked):
    """Where services are given."""

    organization_id: UUID | None = None
    modified_after: datetime | None = None
    postcode: str = ""
    proximity: str = ""


class AskedOfTerms(Page):
    """Terms of one list; no list of ours has terms beneath others."""

    taxonomy_id: UUID | None = None
    parent_id: str = ""
    top_only: bool = False


def whole(path: str, answer: Any, summary: str) -> Callable[[View], View]:
    """A route of the standard: to read, without what is not known."""
    return router.get(path, response={200: answer, **ANSWERS}, exclude_none=True, summary=summary)


@whole("/", hsds.About, "Read what this interface is")
def about(request: HttpRequest) -> hsds.About:
    return hsds.About(
        version=VERSION,
        profile=PROFILE,
        openapi_url=settings.ORIGIN + reverse("hsds:openapi-json"),
        description=_("Organisations, services and places that help people in the province."),
    )


@whole("/services", hsds.PageOf[hsds.Service | hsds.ServiceBrief | hsds.Minimal], "List services")
def services(request: HttpRequest, asked: Annotated[AskedOfServices, Query(...)]) -> object:
    """`full=true` tells each whole, `minimal=true` its id alone."""
    telling = Telling.now()
    _refuse_what_is_not_known(asked.modified_after)
    keeping = kept(asked, telling, asked.organization_id)
    rows = published_services(keeping) if keeping else published_services().none()
    if asked.minimal:
        return paged(
            rows, asked, lambda page: [hsds.Minimal(id=telling.id("service", row.pk)) for row in page]
        )
    if asked.full:
        rows = rows.prefetch_related("hours", "communes")
        return paged(rows, asked, lambda page: reading.whole_services(page, telling))
    return paged(rows, asked, lambda page: [service_brief(row, telling) for row in page])


@whole("/services/{id}", hsds.Service, "Read a service")
def service(request: HttpRequest, id: UUID) -> hsds.Service:
    telling, rows = Telling.now(), published_services()
    pk = telling.find("service", id, rows.values_list("pk", flat=True))
    row = get_object_or_404(rows.prefetch_related("hours", "communes"), pk=pk)
    return reading.whole_services([row], telling)[0]


@whole("/organizations", hsds.PageOf[hsds.Organization | hsds.OrganizationBrief], "List organisations")
def organizations(request: HttpRequest, asked: Annotated[AskedOfOrganizations, Query(...)]) -> object:
    """`full=true` tells each whole, `full_service=true` its services whole too."""
    telling = Telling.now()
    keeping = kept(asked, telling)
    rows = published_organisations(keeping) if keeping else published_organisations().none()
    if asked.full or asked.full_service:
        whole_too = asked.full_service
        return paged(
            rows, asked, lambda page: reading.whole_organisations(page, telling, full_service=whole_too)
        )
    return paged(rows, asked, lambda page: [organisation_brief(row, telling) for row in page])


@whole("/organizations/{id}", hsds.Organization, "Read an organisation")
def organization(
    request: HttpRequest, id: UUID, full_service: Annotated[bool, Query(False)]
) -> hsds.Organization:
    telling, rows = Telling.now(), published_organisations()
    pk = telling.find("organization", id, rows.values_list("pk", flat=True))
    row = get_object_or_404(rows, pk=pk)
    return reading.whole_organisations([row], telling, full_service=full_service)[0]


@whole(
    "/service_at_locations",
    hsds.PageOf[hsds.ServiceAtLocation | hsds.ServiceAtLocationBrief],
    "List services with the sites where they are given",
)
def service_at_locations(request: HttpRequest, asked: Annotated[AskedAtLocations, Query(...)]) -> object:
    """A shelter whose door must stay unknown is not among them."""
    telling = Telling.now()
    _refuse_what_is_not_known(asked.modified_after)
    if asked.postcode or asked.proximity:
        raise Refused(_("This directory knows no postal codes."), field="postcode")
    keeping = kept(asked, telling, asked.organization_id)
    services = published_services(keeping).values_list("pk", flat=True) if keeping else []
    tell: Callable[..., list[Any]] = reading.whole_at_locations if asked.full else reading.briefs_at_locations
    return paged(reading.pairs(list(services)), asked, lambda page: tell(page, telling))


@whole("/service_at_locations/{id}", hsds.ServiceAtLocation, "Read a service at a site")
def service_at_location(request: HttpRequest, id: UUID) -> hsds.ServiceAtLocation:
    telling = Telling.now()
    wanted = [
        pair for pair in reading.pairs() if telling.id("service_at_location", f"{pair[0]}-{pair[1]}") == id
    ]
    found = reading.whole_at_locations(wanted, telling)
    if not found:
        raise Http404
    return found[0]


@whole("/taxonomies", hsds.PageOf[hsds.Taxonomy], "List the lists of codes")
def taxonomies(request: HttpRequest, asked: Annotated[Page, Query(...)]) -> object:
    telling = Telling.now()
    rows = [taxonomy(each, telling) for each in LISTINGS]
    return paged(_holding(rows, asked.search), asked, list)


@whole("/taxonomies/{id}", hsds.Taxonomy, "Read a list of codes")
def one_taxonomy(request: HttpRequest, id: UUID) -> hsds.Taxonomy:
    telling = Telling.now()
    listing = listing_of(id, telling)
    if listing is None:
        raise Http404
    return taxonomy(listing, telling)


@whole("/taxonomy_terms", hsds.PageOf[hsds.Term], "List codes")
def taxonomy_terms(request: HttpRequest, asked: Annotated[AskedOfTerms, Query(...)]) -> object:
    rows = [] if asked.parent_id else list(terms(Telling.now()))
    if asked.taxonomy_id:
        rows = [term for term in rows if term.taxonomy_id == asked.taxonomy_id]
    return paged(_holding(rows, asked.search), asked, list)


@whole("/taxonomy_terms/{id}", hsds.Term, "Read a code")
def taxonomy_term(request: HttpRequest, id: UUID) -> hsds.Term:
    found = next((term for term in terms(Telling.now()) if term.id == id), None)
    if found is None:
        raise Http404
    return found


def _holding(rows: "list[hsds.Term] | list[hsds.Taxonomy]", words: str) -> list[hsds.Term | hsds.Taxonomy]:
    wanted = fold(words).split()
    return [row for row in rows if all(word in fold(row.name) for word in wanted)]


def _refuse_what_is_not_known(modified_after: datetime | None) -> None:
    if modified_after is not None:
        raise Refused(
            _("When a record was changed is not published: read the whole list."), field="modified_after"
        )

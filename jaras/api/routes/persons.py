"""Persons: which records may be one, which record tells of somebody now."""

from typing import Annotated

from django.http import Http404, HttpRequest
from ninja import Query, Router

from jaras.api.asking import After, Size, possible, require
from jaras.api.problems import PROBLEMS
from jaras.api.schemas.persons import LinkOut, LinkPage, RecordOut
from jaras.api.security import caller
from jaras.people import queries
from jaras.people.models import Person
from jaras.people.rules import PeopleVerb

router = Router(tags=["persons"])


@router.get(
    "/possible-links",
    response={200: LinkPage, **PROBLEMS},
    summary="List records that may be one person, those first that are worth most",
)
def list_links(
    request: HttpRequest, after: After, size: Size, state: Annotated[str, Query("proposed", max_length=12)]
) -> LinkPage:
    """Of which you see both persons; `state`: `proposed`, `unsure`, `confirmed`, `refused`."""
    by = caller(request)
    require(by.can(PeopleVerb.AMEND))
    page = queries.links(by, state=state, after=after, size=size)
    return LinkPage(items=[LinkOut.of(link) for link in page.rows], after=page.after)


@router.get(
    "/persons/{pk}/record",
    response={200: RecordOut, **PROBLEMS},
    summary="Read which record tells of a person now",
)
def read_record(request: HttpRequest, pk: int) -> RecordOut:
    """Its own number, or that of the record it was merged into."""
    by = caller(request)
    require(by.can(PeopleVerb.READ))
    found = Person.objects.visible_to(by).filter(pk=possible(pk)).first() or queries.merged_into(pk, by)
    if found is None:
        raise Http404
    return RecordOut(id=pk, tells=found.pk, merged=found.pk != pk)

"""What every list of the standard may be asked: a page of so many, what it keeps to."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from jaras.api.open_referral.telling import Telling
from jaras.api.open_referral.terms import code_of, listing_of
from jaras.api.schemas.hsds import PageOf
from jaras.kernel.refusal import Refused
from jaras.partners.queries import Kept, published_organisations

T = TypeVar("T")
R = TypeVar("R")
MOST = 100
# Which words of `Kept` a list of codes is.
KEEPS = {"poles": "pole", "services": "service", "target_groups": "public", "organisation_kinds": "kind"}


class Page(Schema):
    """Which page of a list."""

    page: int = Field(1, ge=1, le=100_000)
    per_page: int = Field(50, ge=1, le=MOST)
    format: str = Field("json", max_length=20, description="`json` alone.")
    search: str = Field("", max_length=200, description="Words, in either script.")


class Asked(Page):
    """To what a list keeps; everything said counts at once."""

    taxonomy_term_id: UUID | None = None
    taxonomy_id: UUID | None = None
    full: bool = False


def paged(
    rows: "QuerySet[Any, R] | Sequence[R]", asked: Page, tell: Callable[[list[R]], list[T]]
) -> PageOf[T]:
    """The page asked for in the envelope of the standard; one beyond the last is empty, not wrong."""
    if asked.format != "json":
        raise Refused(_("Answers come as json."), field="format")
    total = rows.count() if isinstance(rows, QuerySet) else len(rows)
    pages = max(-(-total // asked.per_page), 1)
    begin = (asked.page - 1) * asked.per_page
    contents = tell(list(rows[begin : begin + asked.per_page])) if begin < total else []
    return PageOf(
        total_items=total,
        total_pages=pages,
        page_number=asked.page,
        size=len(contents),
        first_page=asked.page == 1,
        last_page=asked.page >= pages,
        empty=not contents,
        contents=contents,
    )


def kept(asked: Asked, telling: Telling, organisation: UUID | None = None) -> Kept | None:
    """What the reading keeps to; none: nothing can be of all that was asked."""
    said: dict[str, Any] = {"words": asked.search.strip()}
    if asked.taxonomy_term_id:
        known = code_of(asked.taxonomy_term_id, telling)
        if known is None:
            return None
        said[KEEPS[known[0]]] = known[1]
    if asked.taxonomy_id:
        listing = listing_of(asked.taxonomy_id, telling)
        if listing is None:
            return None
        said["for_some"] = listing.code == "target_groups"  # of every other list a record has a term
    if organisation:
        numbers = published_organisations().values_list("pk", flat=True)
        found = [pk for pk in numbers if telling.id("organization", pk) == organisation]
        if not found:
            return None
        said["organisation_id"] = found[0]
    return Kept(**said)

"""The lists of codes of the house as taxonomies."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jaras import __version__
from jaras.api.open_referral.telling import Telling
from jaras.api.schemas.hsds import Attribute, Taxonomy, Term
from jaras.kernel.coded import CodedList, Item
from jaras.partners.lists import organisation_kinds, poles, services
from jaras.people.lists import target_groups


@dataclass(frozen=True)
class Listing:
    """A list of codes: under which name, of what it tells."""

    code: str
    items: Callable[[], CodedList]
    name: "str | Promise"
    says: "str | Promise"
    link_type: str


LISTINGS = (
    Listing("poles", poles, _("Poles"), _("The five poles of the continuum of care."), "pole"),
    Listing("services", services, _("Services"), _("What partners give, by pole."), "service"),
    Listing("target_groups", target_groups, _("Publics"), _("Whom a service is for."), "eligibility"),
    Listing("organisation_kinds", organisation_kinds, _("Kinds"), _("What an organisation is."), "kind"),
)
BY_CODE = {listing.code: listing for listing in LISTINGS}


def taxonomy(listing: Listing, telling: Telling) -> Taxonomy:
    return Taxonomy(
        id=telling.id("taxonomy", listing.code),
        name=str(listing.name),
        description=str(listing.says),
        version=__version__,
    )


def term(listing: Listing, item: Item, telling: Telling) -> Term:
    """A code with its words; a definition where the list gives one, else the word again."""
    return Term(
        id=telling.id("taxonomy_term", f"{listing.code}/{item.code}"),
        code=item.code,
        name=telling.word(item),
        description=str(item.more.get(f"says_{telling.language}") or telling.word(item)),
        taxonomy=str(listing.name),
        taxonomy_id=telling.id("taxonomy", listing.code),
        taxonomy_detail=taxonomy(listing, telling),
        language=telling.language,
    )


def terms(telling: Telling) -> Iterator[Term]:
    for listing in LISTINGS:
        for item in listing.items():
            yield term(listing, item, telling)


def code_of(wanted: UUID, telling: Telling) -> tuple[str, str] | None:
    """Which list, which code a term is; none: no term of ours."""
    for listing in LISTINGS:
        for item in listing.items():
            if telling.id("taxonomy_term", f"{listing.code}/{item.code}") == wanted:
                return listing.code, item.code
    return None


def listing_of(wanted: UUID, telling: Telling) -> Listing | None:
    return next((each for each in LISTINGS if telling.id("taxonomy", each.code) == wanted), None)


def attributes(entity: str, link_id: UUID, said: dict[str, list[str]], telling: Telling) -> list[Attribute]:
    """The terms that hold of something; a code that left its list is left out."""
    found = []
    for code_of_list, codes in said.items():
        listing = BY_CODE[code_of_list]
        for item in filter(None, map(listing.items().get, codes)):
            told = term(listing, item, telling)
            found.append(
                Attribute(
                    id=telling.id("attribute", f"{link_id}/{told.id}"),
                    link_id=link_id,
                    link_entity=entity,
                    link_type=listing.link_type,
                    taxonomy_term_id=told.id,
                    taxonomy_term=told,
                )
            )
    return found

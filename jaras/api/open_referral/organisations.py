"""Who gives services, where they receive."""

from typing import Any

from django.utils.translation import gettext as _

from jaras.api.open_referral.telling import Telling, other_name
from jaras.api.open_referral.terms import attributes
from jaras.api.schemas import hsds
from jaras.partners.lists import organisation_kinds, poles
from jaras.partners.models import Contact, Organisation, Site


def organisation_brief(row: Organisation, telling: Telling) -> hsds.OrganizationBrief:
    return hsds.OrganizationBrief(
        id=telling.id("organization", row.pk),
        name=row.name,
        alternate_name=row.acronym or other_name(row),
        description=describe(row, telling),
        email=row.email if row.email_public and row.email else None,
    )


def describe(row: Organisation, telling: Telling) -> str:
    """What it is, for what, where: «Hébergement · Accueil et hébergement · Khouribga»."""
    kind = organisation_kinds().get(row.kind)
    where = row.commune.name if row.commune else _("The whole province")
    for_what = (telling.word(item) for item in poles() if item.code in row.poles)
    return " · ".join(filter(None, (telling.word(kind) if kind else "", *for_what, where)))


def organisation(
    row: Organisation,
    contacts: list[Contact],
    sites: list[Site],
    services: "list[hsds.Service | hsds.ServiceName]",
    telling: Telling,
) -> hsds.Organization:
    brief = organisation_brief(row, telling)
    said = {"organisation_kinds": [row.kind], "poles": list(row.poles)}
    return hsds.Organization(
        **dict(brief),
        phones=phones(row.telephone if row.telephone_public else "", "organization", row.pk, telling),
        contacts=[contact(each, telling) for each in contacts],
        locations=[location(site, telling) for site in sites],
        attributes=attributes("organization", brief.id, said, telling),
        services=services,
    )


def contact(row: Contact, telling: Telling) -> hsds.Contact:
    return hsds.Contact(
        id=telling.id("contact", row.pk),
        organization_id=telling.id("organization", row.organisation_id),
        title=row.function,
        email=row.email or None,
        phones=phones(row.telephone, "contact", row.pk, telling),
    )


def location_brief(site: Site, telling: Telling) -> hsds.LocationBrief:
    return hsds.LocationBrief(
        id=telling.id("location", site.pk),
        organization_id=telling.id("organization", site.organisation_id),
        name=site.name,
        alternate_name=other_name(site),
    )


def location(site: Site, telling: Telling) -> hsds.Location:
    """`step_free` must have been read with the site."""
    brief = location_brief(site, telling)
    return hsds.Location(
        **dict(brief),
        addresses=[address(site, telling)],
        phones=phones_of_site(site, telling),
        accessibility=accessibility(site, telling),
    )


def address(site: Site, telling: Telling) -> hsds.Address:
    """The line in the reader's script, else in the other; no list of postal codes is ours to publish."""
    first, second = site.address_fr, site.address_ar
    line = (second or first) if telling.language == "ar" else (first or second)
    province = site.commune.province if site.commune else telling.province
    region = province.region_ar if telling.language == "ar" else province.region_fr
    return hsds.Address(
        id=telling.id("address", site.pk),
        location_id=telling.id("location", site.pk),
        address_1=line,
        city=site.commune.name if site.commune else "",
        region=region,
        state_province=province.name,
        postal_code="",
    )


def accessibility(site: Site, telling: Telling) -> list[hsds.Accessibility]:
    if not getattr(site, "step_free", False):
        return []
    return [
        hsds.Accessibility(
            id=telling.id("accessibility", site.pk),
            location_id=telling.id("location", site.pk),
            description=_("Places here are reached and used in a wheelchair."),
        )
    ]


def phones_of_site(site: Site, telling: Telling) -> list[hsds.Phone]:
    """As public as the telephone of its organisation."""
    number = site.telephone if site.organisation.telephone_public else ""
    return phones(number, "location", site.pk, telling)


def phones(number: str, of: str, key: int, telling: Telling) -> list[hsds.Phone]:
    if not number:
        return []
    owner: dict[str, Any] = {f"{of}_id": telling.id(of, key)}
    return [hsds.Phone(id=telling.id("phone", f"{of}/{key}"), number=number, **owner)]

"""How far each entry of the directory can be relied on."""

from collections.abc import Sequence
from datetime import datetime

from jaras.partners.models import Organisation, Service
from jaras.partners.rules.quality import Entry, Given, Quality, quality


def quality_of(organisation: Organisation, services: Sequence[Service], *, at: datetime) -> Quality:
    """`services` are those it gives now, their hours read with them."""
    return quality(
        Entry(
            names=bool(organisation.name_fr) + bool(organisation.name_ar),
            telephone=bool(organisation.telephone),
            email=bool(organisation.email),
            commune=organisation.commune_id is not None,
            services=[given(each) for each in services if each.active],
            age=at - organisation.confirmed_at if organisation.confirmed_at else None,
        )
    )


def given(service: Service) -> Given:
    said = (
        service.publics,
        service.sex,
        service.youngest is not None,
        service.oldest is not None,
        service.who,
    )
    return Given(
        hours=service.always_open or bool(service.spans),
        for_whom=any(said),
        languages=bool(service.languages),
        fee=service.fee is not None or bool(service.fee_for),
    )

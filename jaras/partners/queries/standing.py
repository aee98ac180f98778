"""How far each entry of the directory can be relied on."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from jaras.kernel.folding import fold
from jaras.partners.models import Convention, Organisation, Service
from jaras.partners.rules.conventions import to_renew
from jaras.partners.rules.quality import Entry, Given, Quality, quality


def quality_of(
    organisation: Organisation,
    services: Sequence[Service],
    conventions: Sequence[Convention] = (),
    *,
    at: datetime,
) -> Quality:
    """`services` are those it gives now, their hours read with them."""
    waiting = [(fold(each.with_whom), each.term) for each in conventions if not each.let_go]
    return quality(
        Entry(
            names=bool(organisation.name_fr) + bool(organisation.name_ar),
            telephone=bool(organisation.telephone),
            email=bool(organisation.email),
            commune=organisation.commune_id is not None,
            services=[given(each) for each in services if each.active],
            age=at - organisation.confirmed_at if organisation.confirmed_at else None,
            convention=to_renew(waiting, on=timezone.localdate(at)),
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

"""One factory for each aggregate, with traits for situations; what has an action is made through it."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from jaras.governance import actions as governance
from jaras.governance import queries as governance_queries
from jaras.governance.models import Member
from jaras.governance.rules import NEEDS_ORGANISATION, NEEDS_POLE
from jaras.kernel.actor import NOBODY, SYSTEM
from jaras.partners.models import Organisation
from jaras.territory.models import Commune, Province

JOINED = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
PASSWORD = "une-cloche-dans-la-nuit"

_numbers = count(1)


def province(code: str = "05.311") -> Province:
    made, _new = Province.objects.get_or_create(
        code=code,
        defaults={
            "name_fr": "Khouribga",
            "name_ar": "خريبكة",
            "region_code": code[:2],
            "region_fr": "Béni Mellal-Khénifra",
            "region_ar": "بني ملال-خنيفرة",
        },
    )
    return made


def commune(code: str = "05.311.01.07", **traits: Any) -> Commune:
    made, _new = Commune.objects.get_or_create(
        code=code,
        defaults={"name_fr": "Khouribga", "name_ar": "خريبكة", "urban": True, "province": province()}
        | traits,
    )
    return made


def organisation(**traits: Any) -> Organisation:
    number = next(_numbers)
    return Organisation.objects.create(
        **{"name_fr": f"Association {number}", "name_ar": f"جمعية {number}", "kind": "association"} | traits
    )


def member(
    *roles: str,
    name: str = "",
    at: datetime = JOINED,
    organisation: Organisation | None = None,
    pole: str = "",
) -> Member:
    """Somebody who accepted an invitation; a partner gets an organisation, a pole lead a pole."""
    number = next(_numbers)
    held = roles or ("operator",)
    if organisation is None and NEEDS_ORGANISATION in held:
        organisation = globals()["organisation"]()
    invitation = governance.invite(
        email=f"member{number}@example.org",
        name=name or f"Salma {number}",
        roles=held,
        organisation=organisation,
        pole=pole or ("MED" if NEEDS_POLE in held else ""),
        by=SYSTEM,
        at=at,
    )
    return governance.accept_invitation(
        token=governance_queries.key_of(invitation),
        name=invitation.name,
        password=PASSWORD,
        by=NOBODY,
        at=at,
    )

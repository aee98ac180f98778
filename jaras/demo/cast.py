"""The invented organisations, members, places of the demo."""

from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from jaras.governance import actions as governance
from jaras.governance import queries as members
from jaras.governance.models import Member, actor_of
from jaras.kernel.actor import NOBODY, SYSTEM, Actor
from jaras.partners import actions as partners
from jaras.partners.models import Organisation
from jaras.territory import actions as territory
from jaras.territory.models import Commune, Place
from jaras.territory.rules.geometry import Point

STORIES = Path(__file__).parent / "stories"
PASSWORD = "une-cloche-dans-la-nuit"


def read(name: str) -> list[dict[str, Any]]:
    """The rows of a file of stories."""
    rows: list[dict[str, Any]] = yaml.safe_load((STORIES / f"{name}.yaml").read_text(encoding="utf-8"))
    return rows


class Cast:
    """Everybody and every place by the key that stories use."""

    def __init__(self, *, at: datetime) -> None:
        self.organisations = {row["key"]: self._organisation(row, at) for row in read("organisations")}
        self.places = {row["key"]: self._place(row, at) for row in read("places")}
        self.members = {row["key"]: self._member(row, at) for row in read("members")}

    def actor(self, key: str) -> Actor:
        return actor_of(self.members[key])

    def _organisation(self, row: dict[str, Any], at: datetime) -> Organisation:
        return partners.register(
            name_fr=row["fr"],
            name_ar=row["ar"],
            kind=row["kind"],
            poles=row["poles"],
            commune=Commune.objects.filter(pk=row["commune"]).first(),
            runs_cell=row.get("runs_cell", False),
            by=SYSTEM,
            at=at,
        )

    def _place(self, row: dict[str, Any], at: datetime) -> Place | None:
        commune = Commune.objects.get(pk=row["commune"])
        return territory.add_place(
            commune=commune,
            kind=row["kind"],
            name_fr=row["fr"],
            name_ar=row["ar"],
            aliases=row["aliases"],
            point=Point(*row["point"]),
            by=SYSTEM,
            at=at,
        )

    def _member(self, row: dict[str, Any], at: datetime) -> Member:
        organisation = self.organisations.get(row.get("organisation", ""))
        invitation = governance.invite(
            email=row["email"],
            name=row["name"],
            roles=row["roles"],
            organisation=organisation,
            pole=row.get("pole", ""),
            by=SYSTEM,
            at=at,
        )
        member = governance.accept_invitation(
            token=members.key_of(invitation), name=row["name"], password=PASSWORD, by=NOBODY, at=at
        )
        return governance.change_profile(
            name=row["name"], name_ar=row["ar"], telephone="", by=actor_of(member), at=at
        )

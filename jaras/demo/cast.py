"""The invented organisations, members, places of the demo."""

from datetime import datetime
from typing import Any

from django.conf import settings

from jaras.demo import stories
from jaras.demo.partners import tell_more
from jaras.governance import actions as governance
from jaras.governance import queries as members
from jaras.governance.models import Member, actor_of
from jaras.kernel.actor import NOBODY, SYSTEM, Actor
from jaras.partners import actions as partners
from jaras.partners.models import Organisation, Service
from jaras.partners.rules import Hours, read_day
from jaras.territory import actions as territory
from jaras.territory.models import Commune, Place
from jaras.territory.rules.geometry import Point


class Cast:
    """Everybody and every place by the key that stories use."""

    def __init__(self, *, at: datetime) -> None:
        self.organisations = {row["key"]: self._organisation(row, at) for row in stories.organisations()}
        for row in stories.services():
            self._service(row, at)
        self.places = {row["key"]: self._place(row, at) for row in stories.places()}
        self.members = {row["key"]: self._member(row, at) for row in stories.members()}

    def actor(self, key: str) -> Actor:
        return actor_of(self.members[key])

    def _organisation(self, row: dict[str, Any], at: datetime) -> Organisation:
        before = row.get("before", row)
        made = partners.register(
            name_fr=before["fr"],
            name_ar=before["ar"],
            kind=row["kind"],
            poles=row["poles"],
            commune=Commune.objects.filter(pk=row["commune"]).first(),
            telephone=row["telephone"],
            email=row["email"],
            runs_cell=row.get("runs_cell", False),
            by=SYSTEM,
            at=at,
        )
        tell_more(made, row, at)
        return partners.confirm(organisation=made, by=SYSTEM, at=at) if row.get("confirmed") else made

    def _service(self, row: dict[str, Any], at: datetime) -> Service:
        hours, in_ramadan = (_hours(row.get(name, {})) for name in ("hours", "ramadan"))
        return partners.add_service(
            organisation=self.organisations[row["of"]],
            code=row["code"],
            note_fr=row.get("fr", ""),
            note_ar=row.get("ar", ""),
            who_fr=row.get("who_fr", ""),
            who_ar=row.get("who_ar", ""),
            bring_fr=row.get("bring_fr", ""),
            bring_ar=row.get("bring_ar", ""),
            languages=row.get("languages", []),
            fee=row.get("fee"),
            fee_fr=row.get("fee_fr", ""),
            fee_ar=row.get("fee_ar", ""),
            publics=row.get("publics", []),
            sex=row.get("sex", ""),
            youngest=row.get("from"),
            oldest=row.get("to"),
            communes=list(Commune.objects.filter(pk__in=row.get("communes", []))),
            always_open=row.get("always", False),
            closed_on_holidays=row.get("closed_on_holidays", False),
            hours=hours,
            ramadan_hours=in_ramadan,
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
            token=members.key_of(invitation),
            name=row["name"],
            password=settings.DEMO_PASSWORD,
            by=NOBODY,
            at=at,
        )
        governance.give_compartments(member=member, codes=row.get("compartments", ()), by=SYSTEM, at=at)
        return governance.change_profile(
            name=row["name"],
            name_ar=row["ar"],
            telephone=row.get("telephone", ""),
            by=actor_of(member),
            at=at,
        )


def _hours(said: dict[str, str]) -> list[Hours]:
    return [
        each for days, words in said.items() for day in weekdays(str(days)) for each in read_day(words, day)
    ]


def weekdays(written: str) -> range:
    """«1-5» is Monday to Friday, «6» Saturday alone."""
    first, _dash, last = written.partition("-")
    return range(int(first) - 1, int(last or first))

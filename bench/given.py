"""The help that was given for each case, the figures that tell it, a partner who was asked."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, models
from django.db.models.functions import TruncMonth
from django.utils import timezone

from bench.population import Filler, after
from jaras.care.models import Intervention, Need, Referral
from jaras.care.queries import token_of
from jaras.care.rules import InterventionState, NeedState, ReferralState
from jaras.partners.models import Organisation, Service
from jaras.steering.actions.settling import put
from jaras.steering.models import Counted
from jaras.steering.queries.differences import as_read, moves
from jaras.steering.rules import Fact, Unit

ASKED = 64  # referrals that a partner is at work on
POLES = ["ACC", "MED", "JUR", "EDU", "ECO"]
PUBLICS = ["FSD", "MCL", "EAB", "PAI", "SAB", "JND", "MIG"]
CHANNELS = ["TEL", "WHATSAPP", "WEB", "TERRAIN", "PARTENAIRE"]
STAGES = ["ACCUEIL", "INCUBATION", "INCLUSION"]
TAGS = {
    Unit.INTERVENTIONS: ("channel", "commune", "origin", "pole", "public", "stage", "urgency"),
    Unit.NIGHTS: ("channel", "commune", "origin", "pole", "public", "stage", "urgency"),
    Unit.REPORTS: ("channel", "commune", "origin", "pole", "public", "response", "urgency"),
    Unit.CASES: ("case", "channel", "commune", "origin", "pole", "public", "stage", "urgency"),
    Unit.PERSONS: ("channel", "commune", "origin", "pole", "public"),
}


class Giver(Filler):
    """Fills what follows a case too: interventions, how everything is counted, referrals."""

    def fill(self) -> None:
        super().fill()
        with connection.cursor() as cursor:
            self._interventions(cursor)
            for number, unit in enumerate(Unit):
                self._counted(cursor, unit, number)
            if connection.vendor == "postgresql":
                for model in (Intervention, Counted):
                    after(cursor, model)
            cursor.execute("ANALYZE")
        put(moves(sums()))
        self._referrals()

    def _interventions(self, cursor: Any) -> None:
        given = {
            "case": "i",
            "person": "i",
            "code": "'ACC-HEB'",
            "pole": self.one_of(POLES),
            "state": f"'{InterventionState.DONE}'",
            "commune": self.one_of(self.communes),
            "nights": "CASE WHEN i % 5 = 0 THEN 1 + i % 3 ELSE 0 END",
            "source": "''",
            "at": self.ago(self.age),
        }
        self.insert(cursor, Intervention, given)

    def _counted(self, cursor: Any, unit: Unit, number: int) -> None:
        values = {
            "case": ["15", "60", "1440", "-"],
            "channel": CHANNELS,
            "commune": self.communes,
            "origin": ["here", "here", "town"],
            "pole": POLES,
            "public": PUBLICS,
            "response": ["3", "15", "60", "-"],
            "stage": STAGES,
            "urgency": ["IMMEDIAT", "24H", "SEMAINE"],
        }
        told = " || ".join(f"'|{tag}:' || ({self.one_of(values[tag])})" for tag in TAGS[unit])
        given = {
            "id": f"i * {len(Unit)} - {number}",
            "unit": f"'{unit}'",
            "subject_id": "i",
            "amount": "1 + i % 3" if unit is Unit.NIGHTS else "1",
            "at": self.ago(self.age),
            "tags": f"{told} || '|'",
            "share": "CASE WHEN i % 50 = 0 THEN 'restricted' ELSE 'ordinary' END",
        }
        self.insert(cursor, Counted, given, "WHERE i % 5 = 0" if unit is Unit.NIGHTS else "")

    def _referrals(self) -> None:
        now = timezone.now()
        partner = Organisation.objects.create(name_fr="Centre d’accueil Al Amal", kind="ASSOC")
        service = Service.objects.create(organisation=partner, code="ACC-HEB", pole="ACC")
        cases = [self.size - 50 * number - 1 for number in range(min(ASKED, self.size // 50))]
        needs = Need.objects.bulk_create(
            Need(case_id=pk, person_id=pk, service="ACC-HEB", pole="ACC", state=NeedState.IN_HAND, at=now)
            for pk in cases
        )
        Referral.objects.bulk_create(
            Referral(
                case_id=need.case_id,
                need=need,
                service=service,
                organisation=partner,
                state=ReferralState.SEEN,
                nonce=f"{need.pk:032}",
                email="partner@example.org",
                shared=["first_name", "age", "commune", "need"],
                sent_at=now,
                seen_at=now,
                expires_at=now + timedelta(days=30),
                at=now,
            )
            for need in needs
        )


def sums() -> Iterator[tuple[Unit, Fact, int]]:
    """What was counted, by month, tags and share: the database adds it up."""
    monthly = Counted.objects.annotate(month=TruncMonth("at")).order_by()
    rows: Any = monthly.values_list("unit", "month", "tags", "share").annotate(total=models.Sum("amount"))
    for unit, month, tags, share, total in rows.iterator():
        yield Unit(unit), Fact(_at(month), total, as_read(tags), share), 1


def _at(month: datetime) -> datetime:
    return timezone.localtime(month)


def links() -> list[str]:
    """The addresses of the partner's page."""
    return [f"/p/{token_of(each)}" for each in Referral.objects.order_by("pk")[:ASKED]]


def needs() -> list[str]:
    """The addresses at which it is chosen whom to ask."""
    rows = Need.objects.order_by("pk").values_list("case", "pk")[:ASKED]
    return [f"/cases/{case}/referrals/need/{need}/" for case, need in rows]

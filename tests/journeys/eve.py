"""What stood in the register before the night's call: `python -m tests.journeys.eve fr` fills a copy."""

import sys
from datetime import timedelta

import django

SALMA, YOUSSEF, KARIM, HANANE = "Salma Bennani", "Youssef Amrani", "Karim Tazi", "Hanane Filali"
STATION = {"fr": "Gare routière", "ar": "المحطة الطرقية"}
EARLIER = {
    "fr": (
        "Un vieux monsieur dort dehors devant la gare routière, il tremble de froid.",
        "Homme âgé couché sur le trottoir à côté de la gare routière, il a très froid.",
    ),
    "ar": (
        "رجل مسن ينام في الخارج أمام المحطة الطرقية وهو يرتجف من البرد.",
        "كاين واحد الراجل كبير ناعس حدا المحطة الطرقية وفيه البرد بزاف.",
    ),
}


def fill(language: str) -> None:
    """The bus station, the four members, two open reports of the last hour."""
    from django.utils import timezone

    from jaras.intake import actions as intake
    from jaras.kernel.actor import SYSTEM
    from jaras.territory import actions as territory
    from jaras.territory.models import Commune
    from tests import factories

    now = timezone.now()
    territory.add_place(
        commune=Commune.objects.get(code="05.311.01.07"),
        kind="gare_routiere",
        name_fr=STATION["fr"],
        name_ar=STATION["ar"],
        by=SYSTEM,
        at=now,
    )
    for name, role in ((SALMA, "operator"), (YOUSSEF, "operator"), (KARIM, "head"), (HANANE, "partner")):
        factories.member(role, name=name, language=language)
    for minutes, words in zip((50, 25), EARLIER[language], strict=True):
        at = now - timedelta(minutes=minutes)
        intake.receive(channel="WHATSAPP", external_id=f"eve-{minutes}", words=words, at=at)


if __name__ == "__main__":
    django.setup()
    fill(sys.argv[1])

"""Who is there on the morning after the night: `python -m tests.journeys.morrow fr` fills a copy."""

import sys
from dataclasses import dataclass

import django

from tests.journeys import eve

NAIMA = "Naïma Chraibi"
SHELTER, TOWN_HALL, MEDIATORS = "ACC-HEB", "JUR-CNIE", "EDU-FAM"
# What each partner gives, what it is called, where it is written to.
PARTNERS = {
    SHELTER: ({"fr": "Dar Al Karama", "ar": "دار الكرامة"}, "lits@karama.example"),
    TOWN_HALL: ({"fr": "Bureau d’état civil", "ar": "مكتب الحالة المدنية"}, "etat-civil@commune.example"),
    MEDIATORS: ({"fr": "Association Silat Rahim", "ar": "جمعية صلة الرحم"}, "mediation@silat.example"),
}
NIGHTS = 3
# Where he stands, domain by domain: in crisis for the roof, vulnerable for the rest.
DIAGNOSIS = {"housing": 1, "family": 2, "papers": 2}


def fill(language: str) -> None:
    """Who was there on the eve; a referent, three partners with what each gives, the cell's telephone."""
    from tests import factories

    eve.fill(language)
    factories.member("referent", name=NAIMA, language=language)
    factories.organisation(
        name_fr="Cellule de vigilance", name_ar="خلية اليقظة", runs_cell=True, telephone="05 23 00 00 01"
    )
    for service, (names, email) in PARTNERS.items():
        of = factories.organisation(name_fr=names["fr"], name_ar=names["ar"], email=email)
        factories.service(of, code=service)


@dataclass(frozen=True)
class Words:
    """What people write, what the house answers."""

    own_words: str
    shelter_yes: str
    shelter_done: str
    town_hall_no: str
    town_hall_reason: str
    reunited: str
    goal: str
    second_goal: str
    step: str
    promise: str
    cell_promise: str
    ended: str
    back: str


WORDS = {
    "fr": Words(
        own_words="Je veux revoir mon frère à Béni Mellal.",
        shelter_yes="Un lit ce soir, demander Nadia.",
        shelter_done="Il a dormi trois nuits chez nous.",
        town_hall_no="Son acte est dans une autre commune.",
        town_hall_reason="Ce n’est pas notre mission",
        reunited="Son frère l’attendait à la gare de Béni Mellal.",
        goal="Vivre près de mon frère",
        second_goal="Refaire ma carte nationale",
        step="Appeler mon frère chaque vendredi",
        promise="Je réponds quand on m’appelle.",
        cell_promise="On l’appelle chaque mois.",
        ended="Il vit chez son frère, la carte est demandée là-bas.",
        back="Il est revenu à la gare, son frère est parti travailler.",
    ),
    "ar": Words(
        own_words="بغيت نشوف خويا فبني ملال.",
        shelter_yes="سرير هذه الليلة، اسألوا عن نادية.",
        shelter_done="نام عندنا ثلاث ليال.",
        town_hall_no="عقده في جماعة أخرى.",
        town_hall_reason="ليس من اختصاصنا",
        reunited="كان أخوه في انتظاره بمحطة بني ملال.",
        goal="العيش قرب أخي",
        second_goal="تجديد بطاقتي الوطنية",
        step="الاتصال بأخي كل جمعة",
        promise="أجيب حين يتصلون بي.",
        cell_promise="نتصل به كل شهر.",
        ended="يعيش مع أخيه، وطلب البطاقة هناك.",
        back="رجع إلى المحطة، سافر أخوه للعمل.",
    ),
}


if __name__ == "__main__":
    django.setup()
    fill(sys.argv[1])

"""Where it is: what the words name, in any spelling; never the capital by default."""

from datetime import UTC, datetime

import pytest

from jaras.intake.rules.triage import OUT_OF_PROVINCE, Gazetteer, Incoming, Place, propose
from jaras.territory.rules.gazetteer import CommuneName, Names, PlaceName
from tests.intake.triage.gazetteers import khouribga

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


def placed(text: str, gazetteer: Gazetteer | None = None, commune_code: str | None = None) -> Place:
    return propose(Incoming(text, "TEL", NOON, commune_code), gazetteer or khouribga()).place.value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("une dame seule à Khouribga", "05.311.01.07"),
        ("wahd rajel na3s f khribga", "05.311.01.07"),
        ("راجل ناعس فخريبكة", "05.311.01.07"),
        ("hna f wadzm 7da lfarmacian", "05.311.01.09"),
        ("بمدينة أبي الجعد قرب الضريح", "05.311.01.01"),
        ("kayna mra f bj3d", "05.311.01.01"),
        ("un douar d'Oulad Ftata", "05.311.07.19"),
        ("دوار تابع لولاد عيسى", "05.311.07.13"),
        ("عائلة بجماعة الفقراء تحتاج المساعدة", "05.311.05.09"),
        ("chez nous à Boulnouar", "05.311.05.05"),
    ],
)
def test_a_commune_is_heard_in_any_spelling(text: str, code: str) -> None:
    assert placed(text).commune_code == code


@pytest.mark.parametrize(
    "text",
    [
        "un homme couché devant la gare routière",
        "il dit venir de Casablanca",
        "جاي من الدار البيضاء وماعندو حد",
        "مساعدة الفقراء والمحتاجين",
        "choukran bzaf 3la lmosa3ada",
        "son mari travaille à Tanger",
    ],
)
def test_nothing_named_is_nothing_proposed(text: str) -> None:
    assert placed(text).commune_code is None


@pytest.mark.parametrize(
    "text", ["une fillette employée dans une maison à Fquih Ben Salah", "شيخ وحيد يسكن بالدار البيضاء"]
)
def test_elsewhere_is_said(text: str) -> None:
    assert placed(text).commune_code == OUT_OF_PROVINCE


def test_where_somebody_is_counts_more_than_where_they_come_from() -> None:
    assert placed("jeune venu de Settat, il dort à Oued Zem").commune_code == "05.311.01.09"


def test_a_commune_that_was_chosen_is_kept() -> None:
    assert placed("au souk de Boujniba", commune_code="05.311.01.09").commune_code == "05.311.01.09"


def test_an_imported_quartier_gives_its_commune() -> None:
    known = Names(
        communes=(CommuneName("05.311.01.07", "Khouribga", "خريبكة", (), True),),
        places=(PlaceName(7, "05.311.01.07", "quartier", "Hay Ennahda", "حي النهضة", ("hay nahda",), None),),
    )
    found = placed("wahd lmra f hay nahda", Gazetteer(known))
    assert (found.commune_code, found.id) == ("05.311.01.07", 7)

"""Open reports that may tell the same event: across languages, never across towns or days."""

from datetime import UTC, datetime, timedelta

from jaras.intake.rules.triage import Incoming, OpenReport, propose
from tests.intake.triage.gazetteers import khouribga

NIGHT = datetime(2026, 1, 14, 23, 40, tzinfo=UTC)
FIRST = OpenReport(
    id="12",
    text="Un homme d'une soixantaine d'années est couché à la gare routière de Khouribga, il tremble.",
    received_at=NIGHT,
    commune_code="05.311.01.07",
    kind="SIGNALEMENT",
)
SAME = "كاين واحد الراجل كبير ناعس حدا المحطة الطرقية ديال خريبكة كيترعد بالبرد"


def doubled(
    text: str, *, after: timedelta = timedelta(minutes=15), first: OpenReport = FIRST
) -> tuple[str, ...]:
    incoming = Incoming(text, "WHATSAPP", first.received_at + after)
    return propose(incoming, khouribga(), [first]).duplicate_of.value


def test_the_same_event_in_another_language_is_found() -> None:
    assert doubled(SAME) == ("12",)


def test_another_town_is_another_event() -> None:
    assert doubled(SAME.replace("خريبكة", "بوجنيبة")) == ()


def test_what_is_heard_late_is_compared_with_what_came_in_the_meantime() -> None:
    assert doubled(SAME, after=timedelta(hours=-3)) == ("12",)


def test_another_week_is_another_event() -> None:
    assert doubled(SAME, after=timedelta(days=12)) == ()


def test_another_person_at_the_same_place_is_another_event() -> None:
    assert doubled("Une fillette de 6 ans mendie à la gare routière de Khouribga.") == ()


def test_news_that_all_is_well_doubles_nothing() -> None:
    assert doubled("Le monsieur de la gare routière de Khouribga a été retrouvé sain et sauf, merci.") == ()


def test_the_reasons_are_the_words_of_the_new_report() -> None:
    incoming = Incoming(SAME, "WHATSAPP", NIGHT + timedelta(minutes=15))
    reasons = propose(incoming, khouribga(), [FIRST]).duplicate_of.reasons
    assert reasons
    assert all(reason.words in SAME for reason in reasons)

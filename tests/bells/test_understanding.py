"""What an answer by letter says, in three languages; what is not sure is not understood."""

from datetime import date

import pytest

from jaras.bells.queries.understanding import Meant, Understood, understood

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("words", "meant", "rest"),
    [
        ("Oui", Meant.YES, ""),
        ("oui, merci", Meant.YES, ""),
        ("D’accord !", Meant.YES, ""),
        ("J’accepte.\n\nBien à vous,\nSalma Bennani, cellule de vigilance", Meant.YES, ""),
        ("نَعَم", Meant.YES, ""),
        ("موافق، شكرا", Meant.YES, ""),
        ("Yes", Meant.YES, ""),
        ("Non, je suis en congé", Meant.NO, "je suis en congé"),
        ("Non", Meant.NO, ""),
        ("لا، أنا في عطلة", Meant.NO, "أنا في عطلة"),
        ("No: I am away", Meant.NO, "I am away"),
        ("Fait : livré à 15 h", Meant.DONE, "livré à 15 h"),
        ("C’est fait", Meant.DONE, "C’est fait"),
        ("تم: سلمت الأغطية", Meant.DONE, "سلمت الأغطية"),
        ("Done. They have it", Meant.DONE, "They have it"),
        ("Oui mais pas demain", Meant.UNKNOWN, "Oui mais pas demain"),
        ("Oui\nsi la voiture est là", Meant.UNKNOWN, "Oui\nsi la voiture est là"),
        ("Nonobstant la pluie", Meant.UNKNOWN, "Nonobstant la pluie"),
        ("نعم ولكن غدا", Meant.UNKNOWN, "نعم ولكن غدا"),
        ("Okra", Meant.UNKNOWN, "Okra"),
        ("Je vous appelle", Meant.UNKNOWN, "Je vous appelle"),
        ("cloche :", Meant.UNKNOWN, "cloche :"),
        ("", Meant.UNKNOWN, ""),
    ],
)
def test_first_words_decide(words: str, meant: Meant, rest: str) -> None:
    assert understood(words, today=TODAY) == Understood(meant, rest)


@pytest.mark.parametrize(
    ("words", "what", "due"),
    [
        ("Cloche : appeler l’école demain", "appeler l’école demain", date(2026, 11, 26)),
        ("bell: call them today\nSalma", "call them today", TODAY),
        ("جرس: الاتصال بالمدرسة غدا", "الاتصال بالمدرسة غدا", date(2026, 11, 26)),
        ("cloche: visite le 3/12", "visite le 3/12", date(2026, 12, 3)),
        ("cloche: visite le 3/1", "visite le 3/1", date(2027, 1, 3)),
        ("cloche: visite le 31/2", "visite le 31/2", date(2026, 11, 26)),
        ("cloche: visite le 1/1/2020", "visite le 1/1/2020", date(2026, 11, 26)),
    ],
)
def test_a_new_bell_has_its_day(words: str, what: str, due: date) -> None:
    assert understood(words, today=TODAY) == Understood(Meant.RING, what, due)

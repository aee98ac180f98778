"""What a few words say of a person: sex, age, given name, or nothing that is certain."""

import pytest

from jaras.intake.rules.described import Described, described
from jaras.people.rules import Sex

F, M, UNKNOWN = Sex.FEMALE, Sex.MALE, Sex.UNKNOWN


@pytest.mark.parametrize(
    ("words", "sex", "age"),
    [
        ("homme, ~60 ans, gare routière", M, 60),
        ("un vieux monsieur, la soixantaine", M, 60),
        ("H 45 ans", M, 45),
        ("F, 25 ans", F, 25),
        ("jeune homme, 20 à 25 ans", M, 22),
        ("mon mari", M, None),
        ("personne âgée, 80 ans", UNKNOWN, 80),
        ("bébé de 4 mois", UNKNOWN, 0),
        ("nourrisson, fille", F, None),
        ("seul, depuis 22h", UNKNOWN, None),
        ("رجل مسن عندو 70 عام", M, 70),
        ("امرأة حامل عمرها 30 سنة", F, 30),
        ("واحد الراجل فالستين", M, 60),
        ("rajel kbir f 3omro 60 3am", M, 60),
        ("wahed lmra 3ndha 40 3am", F, 40),
        ("man, ~60 years", M, 60),
    ],
)
def test_sex_and_age_are_read(words: str, sex: Sex, age: int | None) -> None:
    assert described(words) == Described(sex=sex, age_about=age)


@pytest.mark.parametrize(
    ("words", "sex", "age"),
    [
        ("femme avec un bébé de 4 mois", F, None),
        ("une mère, 30 ans, et ses 3 enfants", F, 30),
        ("رجل وامرأة عمرها 30 سنة", M, None),
        ("lmra m3a weldha 3ndo 6 snin", F, None),
        ("la fille du voisin, 14 ans", F, 14),
    ],
)
def test_who_is_beside_them_lends_nothing(words: str, sex: Sex, age: int | None) -> None:
    assert described(words) == Described(sex=sex, age_about=age)


@pytest.mark.parametrize(
    "words", ["deux enfants de 4 et 6 ans", "couple âgé", "عائلة من 5 أشخاص", "drari sghar"]
)
def test_several_are_nobody_in_particular(words: str) -> None:
    assert described(words) == Described()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Fatima, 34 ans", Described(F, 34, given_name="Fatima", name="Fatima")),
        ("M. Hassan, 70 ans", Described(M, 70, given_name="Hassan", name="Hassan")),
        ("M'hamed", Described(M, given_name="M'hamed", name="M'hamed")),
        ("Hassan qui dort devant la gare", Described(M, given_name="Hassan", name="Hassan")),
        ("Hassan gardien", Described(M, given_name="Hassan", name="Hassan")),
        ("محمد نائم قرب المحطة", Described(M, arabic_name="محمد", name="محمد")),
        ("السيدة فاطمة الزهراء، 45 سنة", Described(F, 45, arabic_name="فاطمة الزهراء", name="فاطمة الزهراء")),
        ("la mère de Hassan", Described(F)),
        ("Gare routière", Described()),
    ],
)
def test_a_given_name_is_read_where_it_comes_first(words: str, found: Described) -> None:
    assert described(words) == found


@pytest.mark.parametrize(
    ("words", "given", "family", "arabic"),
    [
        ("Fatima El Idrissi, 34 ans", "Fatima", "El Idrissi", ""),
        ("Fatima-Zahra El Idrissi", "Fatima-Zahra", "El Idrissi", ""),
        ("abdelkader bennani 46 ans", "abdelkader", "bennani", ""),
        ("Benani Abdelqader, ~46 ans", "Abdelqader", "Benani", ""),
        ("BENNANI ABDELKADER", "ABDELKADER", "BENNANI", ""),
        ("M. Ahmed ben Ali (frère du voisin)", "Ahmed", "ben Ali", ""),
        ("Zoulikha Bouhmidi, 31 ans", "Zoulikha", "Bouhmidi", ""),
        ("عبد القادر بناني، 46 سنة", "", "", "عبد القادر بناني"),
        ("السيد محمد الإدريسي", "", "", "محمد الإدريسي"),
        ("بناني عبد القادر", "", "", "بناني عبد القادر"),
    ],
)
def test_a_whole_name_is_read_in_either_order(words: str, given: str, family: str, arabic: str) -> None:
    found = described(words)
    assert found is not None
    assert (found.given_name, found.family_name, found.arabic_name) == (given, family, arabic)
    assert found.name


@pytest.mark.parametrize(
    "words",
    [
        "Gare Routière",
        "malade mental",
        "Un homme",
        "رجل مسن",
        "seul",
        "Hay Mohammadi",
        "Sdf Malade",
        "12 Rue Hassan",
        "El",
        "👵",
        "\u200f",
        "x" * 300,
        "a b c d e f g h",
    ],
)
def test_what_is_no_name_is_not_taken_for_one(words: str) -> None:
    found = described(words)
    assert found is None or (found.given_name, found.family_name, found.name) == ("", "", "")


@pytest.mark.parametrize(
    "words", ["", "?", "…", "moi", "moi-même", "je ne sais pas", "personne", "أنا", "12"]
)
def test_some_words_describe_nobody(words: str) -> None:
    assert described(words) is None

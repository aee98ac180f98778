"""Long enough, not common, more than one's own words; nothing else is asked."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import translation

from jaras.governance.models import Member

SALMA = Member(
    name="Salma Bennani", name_ar="سلمى بناني", email="salma.bennani@cellule.example", telephone="0600112233"
)


def fault(password: str) -> str:
    try:
        validate_password(password, SALMA)
    except ValidationError as refused:
        return str(refused.error_list[0].code)
    return ""


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("elevencharz", "password_too_short"),
        ("passwordpassword", "password_too_common"),
        ("PasswordPassword", "password_too_common"),
        ("salma-bennani-2026", "password_of_own_words"),
        ("SALMA Bennani!!", "password_of_own_words"),
        ("سلمى بناني 26", "password_of_own_words"),
        ("khouribga-jaras-1", "password_of_own_words"),
        ("jarasjarasjaras", "password_of_own_words"),
        ("خريبكة خريبكة", "password_of_own_words"),
        ("0600112233 salma", "password_of_own_words"),
        ("trois poules au grenier", ""),
        ("ثلاث دجاجات فوق السطح", ""),
        ("jaras et trois poules au grenier", ""),
    ],
)
def test_what_is_asked_of_a_password(password: str, code: str) -> None:
    assert fault(password) == code


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_each_refusal_speaks_the_language(language: str) -> None:
    said = {}
    for spoken in ("en", language):
        with translation.override(spoken):
            for password in ("short", "passwordpassword", "salma-bennani"):
                with pytest.raises(ValidationError) as refused:
                    validate_password(password, SALMA)
                said[spoken, password] = refused.value.messages[-1]
    assert not {said["en", word] for word in ("short", "passwordpassword", "salma-bennani")} & {
        said[language, word] for word in ("short", "passwordpassword", "salma-bennani")
    }

"""The environment of templates refuses what is unknown, isolates what is foreign."""

from types import SimpleNamespace

import pytest
from django.utils import translation
from jinja2 import UndefinedError

from jaras.web.shell.templating import bidi, label, query
from tests.web.shell.conftest import Render


def test_an_unknown_variable_is_an_error(render: Render) -> None:
    with pytest.raises(UndefinedError):
        render("{{ nobody }}")


@pytest.mark.parametrize(("language", "word"), [("fr", "Accueil"), ("ar", "الاستقبال"), ("en", "Reception")])
def test_a_coded_item_speaks_the_readers_language(language: str, word: str) -> None:
    stage = SimpleNamespace(name_fr="Accueil", name_ar="الاستقبال", name_en="Reception")
    with translation.override(language):
        assert label(stage) == word


def test_a_row_without_an_english_name_is_said_in_french() -> None:
    with translation.override("en"):
        assert label({"name_fr": "Hay Nahda", "name_ar": "حي النهضة"}) == "Hay Nahda"


def test_an_item_without_any_name_is_a_fault() -> None:
    with pytest.raises(LookupError):
        label(SimpleNamespace(code="X"))


def test_a_foreign_name_is_isolated_without_becoming_markup() -> None:
    assert bidi("<b>\u202eإدريس") == "<bdi>&lt;b&gt;\u202eإدريس</bdi>"


def test_an_address_keeps_only_the_parameters_that_say_something() -> None:
    assert query("/cases/", stage="ACCUEIL", after=None, words="") == "/cases/?stage=ACCUEIL"
    assert query("/cases/") == "/cases/"

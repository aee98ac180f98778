"""The catalogue tool on a small package written for the test."""

from pathlib import Path

import pytest
from babel.messages.catalog import Message

from jaras.ops.messages import catalogues, checks, main

MODULE = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
def texts(n):
    # Translators: shown on the desk
    return _("Report"), ngettext("%(n)s case", "%(n)s cases", n), pgettext("verb", "Open")
"""
TEMPLATE = """<h1>{{ _("Report") }}</h1>{% trans count=n %}
  {{ count }} bed
{% pluralize %}
  {{ count }} beds
{% endtrans %}"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    root = tmp_path / "house"
    (root / "intake").mkdir(parents=True)
    (root / "intake" / "rules.py").write_text(MODULE)
    templates = root / "web" / "desk" / "templates" / "desk"
    templates.mkdir(parents=True)
    (templates / "page.html").write_text(TEMPLATE)
    return root


def translate(root: Path, home: str, language: str, texts: dict[str, str | tuple[str, ...]]) -> None:
    path = catalogues.path_of(root / home, language)
    catalogue = catalogues.read(path)
    for message in catalogue:
        msgid = message.id if isinstance(message.id, str) else message.id[0]
        if msgid in texts:
            message.string = texts[msgid]
    path.write_bytes(catalogues.rendered(catalogue, language))


def complete(root: Path) -> None:
    catalogues.update(root)
    few = ("لا ملف", "ملف", "ملفان", "%(n)s ملفات", "%(n)s ملفا", "%(n)s ملف")
    beds = tuple(form.replace("%(n)s", "%(count)s") for form in few)
    french = ("%(n)s dossier", "%(n)s dossiers")
    translate(root, "intake", "fr", {"Report": "Signalement", "%(n)s case": french, "Open": "Ouvrir"})
    translate(root, "intake", "ar", {"Report": "تبليغ", "%(n)s case": few, "Open": "فتح"})
    translate(
        root,
        "web/desk",
        "fr",
        {"Report": "Signalement", "%(count)s bed": ("%(count)s lit", "%(count)s lits")},
    )
    translate(root, "web/desk", "ar", {"Report": "تبليغ", "%(count)s bed": beds})


def test_each_home_gets_its_catalogues(package: Path) -> None:
    catalogues.update(package)
    found = {str(path.relative_to(package)) for path in catalogues.catalogue_files(package)}
    assert found == {
        f"{home}/locale/{language}/LC_MESSAGES/django.po"
        for home in ("intake", "web/desk")
        for language in ("ar", "fr")
    }


def test_complete_catalogues_have_no_fault(package: Path) -> None:
    complete(package)
    assert checks.faults(package) == []
    assert main(["check", "--root", str(package)]) == 0


def test_a_second_update_changes_nothing(package: Path) -> None:
    complete(package)
    assert catalogues.update(package) == []


def test_no_date_or_line_number_is_written(package: Path) -> None:
    catalogues.update(package)
    text = catalogues.path_of(package / "intake", "fr").read_text()
    assert "Date" not in text
    assert "#:" not in text
    assert "#. Translators: shown on the desk" in text


def test_a_text_translated_elsewhere_arrives_translated(package: Path) -> None:
    complete(package)
    (package / "cases").mkdir()
    (package / "cases" / "models.py").write_text('label = _("Report")\n')
    catalogues.update(package)
    assert 'msgstr "Signalement"' in catalogues.path_of(package / "cases", "fr").read_text()


def test_untranslated_and_obsolete_texts_are_told(package: Path) -> None:
    complete(package)
    (package / "intake" / "rules.py").write_text('label = _("New")\n')
    told = checks.faults(package)
    assert "house/intake/locale/fr/LC_MESSAGES/django.po: not in the catalogue: 'New'" in told
    assert "house/intake/locale/ar/LC_MESSAGES/django.po: no longer in the code: 'Open'" in told
    catalogues.update(package)
    assert checks.faults(package) == [
        f"house/intake/locale/{language}/LC_MESSAGES/django.po: not translated: 'New'"
        for language in ("ar", "fr")
    ]


def test_one_text_has_one_translation(package: Path) -> None:
    complete(package)
    translate(package, "web/desk", "fr", {"Report": "Rapport"})
    assert [fault for fault in checks.faults(package) if "translated otherwise" in fault]


@pytest.mark.parametrize(
    ("msgid", "string", "fault"),
    [
        ("%(n)s days", "jours", "placeholders differ from the English"),
        ("{n} days", "{m} jours", "placeholders differ from the English"),
        (("%(n)s day", "%(n)s days"), ("%(m)s jour", "%(n)s jours"), "placeholders differ from the English"),
        (("%(n)s day", "%(n)s days"), ("un jour", "%(n)s jours"), None),
        ("100%% of beds", "100 % des lits", "placeholders differ from the English"),
        ("100%% of beds", "100 %% des lits", None),
        ("3 days", "٣ أيام", "digits other than 0-9"),
    ],
)
def test_faults_of_one_message(msgid: str, string: str, fault: str | None) -> None:
    found = list(checks.message_faults(Message(msgid, string), "ar"))
    assert found == ([fault] if fault else [])


def test_a_fuzzy_translation_is_a_fault() -> None:
    assert list(checks.message_faults(Message("Bed", "Lit", flags=["fuzzy"]), "fr")) == ["marked fuzzy"]


@pytest.mark.parametrize("sign", [":", ";", "?", "!"])
def test_a_french_line_does_not_break_before_its_sign(sign: str) -> None:
    faults = [
        list(checks.message_faults(Message("Who", f"Qui{space}{sign}"), "fr")) for space in " \u00a0\u202f"
    ]
    assert [bool(found) for found in faults] == [True, False, False]
    assert not list(checks.message_faults(Message("Who", f"من {sign}"), "ar"))


def test_compiled_catalogues_follow_their_sources(package: Path) -> None:
    complete(package)
    assert catalogues.compile_all(package) == 4
    assert catalogues.compile_all(package) == 0
    catalogues.path_of(package / "intake", "fr").unlink()
    catalogues.compile_all(package)
    assert not catalogues.path_of(package / "intake", "fr").with_suffix(".mo").exists()


def test_a_broken_template_is_not_passed_over(package: Path) -> None:
    (package / "web" / "desk" / "templates" / "desk" / "page.html").write_text("{% if %}")
    with pytest.raises(Exception, match="Expected an expression"):
        catalogues.update(package)

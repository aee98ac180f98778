"""The sheet on paper: one page where it can be, its words in the language asked for, the yes on it."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from jaras.governance.models import Member, actor_of
from jaras.inclusion import actions, queries
from jaras.inclusion.models import LifeProject
from jaras.inclusion.rules import Doer, How
from jaras.kernel.actor import SYSTEM
from jaras.web.inclusion.paper import sheet
from tests import factories
from tests.kernel import sounds
from tests.papers import says, words_of

MakeMember = Callable[..., Member]
LANGUAGES = ("fr", "ar")
WORDS = "بغيت نرجع لداري، ونشوف خويا."


@pytest.fixture
def karim(member: MakeMember) -> Member:
    return member("referent", name="Karim El Mehdaoui")


@pytest.fixture
def draft(karim: Member, at: datetime) -> LifeProject:
    driss = factories.person(given_name="Driss", family_name="Alaoui", arabic_name="إدريس العلوي")
    case = factories.case(by=karim, at=at, persons=[driss])
    return factories.project(by=karim, case=case, at=at)


def opened(project: LifeProject) -> LifeProject:
    found = queries.opened(SYSTEM, project.case, project.pk)
    assert found is not None
    return found


def fill(project: LifeProject, *, goals: int, steps: int, by: Member, at: datetime) -> None:
    """A project that says a lot."""
    actor = actor_of(by)
    actions.amend(
        project=LifeProject.objects.get(pk=project.pk),
        words=WORDS * 4,
        person_commits="Je viens à chaque rendez-vous, je préviens quand je ne peux pas. " * 3,
        cell_commits="On appelle avant de passer, on ne décide rien sans moi. " * 3,
        review_on=at.date() + timedelta(days=90),
        by=actor,
        at=at,
    )
    for number in range(goals):
        goal = actions.add_goal(
            project=project, words=f"Un but qui demande plus d'une ligne, le {number}", by=actor, at=at
        )
        for each in range(steps):
            actions.add_step(
                goal=goal,
                what=f"Une étape assez longue pour passer à la ligne sur la feuille, numéro {each}",
                doer=Doer.OTHER,
                somebody="Mon frère Larbi, de Oued Zem",
                by_on=at.date() + timedelta(days=10 + each),
                by=actor,
                at=at,
            )


def pages(project: LifeProject, language: str, at: datetime, *, large: bool = False) -> int:
    made = sheet.pdf(opened(project), language=language, large=large, at=at)
    counted = re.search(rb"/Count (\d+)", made)
    assert counted is not None
    return int(counted.group(1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_project_is_one_page(language: str, draft: LifeProject, karim: Member, at: datetime) -> None:
    fill(draft, goals=2, steps=2, by=karim, at=at)
    assert pages(draft, language, at) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_full_project_shrinks_to_one_page(
    language: str, draft: LifeProject, karim: Member, at: datetime
) -> None:
    fill(draft, goals=3, steps=3, by=karim, at=at)
    assert (pages(draft, language, at), pages(draft, language, at, large=True) > 1) == (1, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_read_smaller_goes_on_overleaf(
    language: str, draft: LifeProject, karim: Member, at: datetime
) -> None:
    fill(draft, goals=11, steps=6, by=karim, at=at)
    assert pages(draft, language, at) > 1


@pytest.mark.parametrize(
    ("language", "title", "name", "day", "continued"),
    [
        ("fr", "Projet de vie", "Driss Alaoui", "mardi 23 février 2027", "à la page suivante"),
        ("ar", "مشروع الحياة", "إدريس العلوي", "الثلاثاء 23 فبراير 2027", "الصفحة الموالية"),
    ],
)
def test_the_sheet_speaks_the_language_of_the_person(
    language: str,
    title: str,
    name: str,
    day: str,
    continued: str,
    draft: LifeProject,
    karim: Member,
    at: datetime,
) -> None:
    fill(draft, goals=1, steps=1, by=karim, at=at)
    said = sheet.said_by(opened(draft), language=language, at=at)
    assert (said["title"], said["name"], said["review"]) == (title, name, day)
    assert continued in said["continued"]
    assert said["words"].startswith(WORDS)
    assert said["goals"][1]["steps"][0]["who"] == "Mon frère Larbi, de Oued Zem"


def test_a_draft_has_an_empty_line_to_sign(draft: LifeProject, at: datetime) -> None:
    said = sheet.said_by(opened(draft), language="fr", at=at)
    assert [(each["name"], each["note"]) for each in said["signatures"]] == [
        ("Driss Alaoui", ""),
        ("Karim El Mehdaoui", ""),
    ]
    assert "Brouillon" in said["state"]


@pytest.mark.parametrize(("language", "name"), [("fr", "par Karim El Mehdaoui"), ("ar", "كريم")])
def test_the_sheet_says_who_printed_it(
    language: str, name: str, draft: LifeProject, karim: Member, at: datetime
) -> None:
    karim.name_ar = "كريم"
    assert name in sheet.said_by(opened(draft), language=language, at=at, by=karim)["version"]


def test_the_signature_drawn_on_the_screen_is_on_the_sheet(
    draft: LifeProject, karim: Member, at: datetime
) -> None:
    before = sheet.pdf(opened(draft), language="fr", large=False, at=at)
    factories.agreement(draft, by=karim, at=at)
    after = sheet.pdf(opened(draft), language="fr", large=False, at=at)
    assert (before.count(b"/Subtype/Image"), after.count(b"/Subtype/Image")) == (0, 1)


def test_a_voice_note_is_said_on_the_sheet_with_its_witness(
    draft: LifeProject, karim: Member, member: MakeMember, at: datetime
) -> None:
    naima = member("referent", name="Naïma Chraibi")
    factories.agreement(draft, by=karim, at=at, how=How.VOICE, sent=sounds.opus(), witness=naima)
    said = sheet.said_by(opened(draft), language="fr", at=at)
    assert said["signatures"][0]["note"] == "Note vocale devant témoin"
    assert said["signatures"][2]["name"] == "Naïma Chraibi"


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_copies_the_words_of_the_sheet_finds_them(
    language: str, draft: LifeProject, karim: Member, at: datetime
) -> None:
    fill(draft, goals=1, steps=1, by=karim, at=at)
    made = sheet.pdf(opened(draft), language=language, large=False, at=at)
    text = words_of(made)
    cell = {"fr": "La Cellule de Vigilance Sociale", "ar": "خلية اليقظة الاجتماعية"}[language]
    name = {"fr": "Driss Alaoui", "ar": "إدريس العلوي"}[language]
    for sentence in (name, cell, "Avoir un toit à moi", "Mon frère Larbi, de Oued Zem", "نرجع لداري"):
        assert says(text, sentence), (sentence, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_says_what_it_is_not_who_made_it(language: str, draft: LifeProject, at: datetime) -> None:
    told = PdfReader(BytesIO(sheet.pdf(opened(draft), language=language, large=False, at=at))).metadata
    assert told is not None
    assert told.title == {"fr": "Projet de vie", "ar": "مشروع الحياة"}[language]
    assert set(told) <= {"/Title", "/Creator"}
    assert str(told.creator).startswith("Typst")


HOSTILE = ['#panic("x")', "$x^2$ *gras* `code`", "]#[", "\\ // /* */", "<b>&amp;</b>", "a\nb\n\nc", "٣ 3 ⚖️ ‏"]


@pytest.mark.parametrize("words", HOSTILE)
def test_words_are_never_taken_for_markup(
    words: str, draft: LifeProject, karim: Member, at: datetime
) -> None:
    actions.add_goal(project=draft, words=words, by=actor_of(karim), at=at)
    made: Any = sheet.pdf(opened(draft), language="ar", large=False, at=at)
    assert made.startswith(b"%PDF-")

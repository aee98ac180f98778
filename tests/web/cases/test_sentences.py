"""Every line of a story is a sentence in every language."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import translation

from jaras.care.rules import NEED, REFERRAL
from jaras.care.rules.referrals import MessageKind
from jaras.cases.models import TimelineEntry
from jaras.cases.rules import CASE, Entry
from jaras.governance.models import Member
from jaras.intake.lists import immediate_actions, legal_duties, mission_results
from jaras.intake.rules.states import MissionState
from jaras.web.cases.sentences import SENTENCES, sentence
from jaras.web.cases.sentences.needs import MOVES
from jaras.web.cases.sentences.referrals import TITLES
from jaras.web.cases.words import TOLD

AT = datetime(2026, 11, 25, 2, 10, tzinfo=UTC)
SALMA = Member(name="Salma Bennani", name_ar="سلمى بناني")


def say(kind: Entry, words: str = "", **data: object) -> str:
    """The title with its details, in French."""
    entry = TimelineEntry(pk=1, case_id=1, at=AT, kind=kind, text=words, data=data, by=SALMA)
    with translation.override("fr"):
        said = sentence(entry, {7: "Driss Alaoui"})
    return " · ".join(part for part in (said.title, *said.details, said.quote) if part)


def test_every_kind_has_its_sentence() -> None:
    assert set(SENTENCES) == set(Entry)


def test_every_move_of_a_need_is_told() -> None:
    assert {"find", *(move.verb for move in NEED.moves)} == set(MOVES)


def test_every_move_of_a_referral_is_told_but_that_it_was_seen() -> None:
    moves = {move.verb for move in REFERRAL.moves} - {"see"}
    said = {kind.value for kind in MessageKind} - {MessageKind.NOTE}
    assert moves | said | {"resend", "remind", "make_code"} == set(TITLES)


def test_a_refusal_of_a_partner_says_why_in_the_language_of_the_reader() -> None:
    line = say(
        Entry.REFERRAL, "Complet", verb="decline", service="ACC-HEB", name="Dar", why="no_place", referral=1
    )
    assert line.startswith("Dar ne peut pas · Hébergement temporaire · Pas de place · Complet")


def test_every_move_is_told() -> None:
    assert {"open", "news", *(move.verb for move in CASE.moves)} == set(TOLD)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (say(Entry.HELP, number="15"), "Appel au 15 · par Salma Bennani"),
        (say(Entry.MISSION, state="sent", team="Équipe 2"), "Équipe envoyée · Équipe 2 · par Salma Bennani"),
        (say(Entry.PERSON, person=7), "Driss Alaoui rejoint le dossier · par Salma Bennani"),
        (say(Entry.PERSON, person=8), "Une personne rejoint le dossier · par Salma Bennani"),
        (say(Entry.NEXT, "Le voir", done=True), "Fait\u00a0: Le voir · par Salma Bennani"),
        (
            say(Entry.STATE, "Hospitalisé", verb="hold"),
            "Dossier mis en pause · Hospitalisé · par Salma Bennani",
        ),
        (
            say(Entry.DIAGNOSIS, "J’ai froid", grid="2026-11", assessed=3, crisis=["housing", "food"]),
            "Diagnostic social · 3 domaines évalués · en crise\u00a0: Logement, Alimentation"
            " · par Salma Bennani · J’ai froid",
        ),
        (
            say(Entry.NEED, service="JUR-CNIE", verb="find"),
            "Besoin\u00a0: Obtention de la CNIE · par Salma Bennani",
        ),
        (
            say(Entry.NEED, "Parti", service="JUR-CNIE", verb="give_up"),
            "Besoin abandonné\u00a0: Obtention de la CNIE · Parti · par Salma Bennani",
        ),
        (say(Entry.TEAM, name="Karim", left=True), "Karim quitte l’équipe · par Salma Bennani"),
        (
            say(Entry.CONFIDENTIALITY, level="restricted"),
            "Dossier restreint à son équipe · par Salma Bennani",
        ),
    ],
)
def test_codes_become_words(said: str, expected: str) -> None:
    assert said == expected


def test_a_member_is_named_in_the_readers_script() -> None:
    entry = TimelineEntry(
        pk=1, case_id=1, at=AT, kind=Entry.TEAM, data={"name": "Karim", "name_ar": "كريم"}, by=SALMA
    )
    with translation.override("ar"):
        said = sentence(entry, {})
    assert "كريم" in said.title
    assert said.details == ("من طرف سلمى بناني",)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_no_code_is_left_without_words(language: str) -> None:
    lines: list[dict[str, Any]] = [
        *({"kind": Entry.INTERVENTION, "code": item.code, "state": "done"} for item in immediate_actions()),
        *({"kind": Entry.DUTY, "code": item.code, "done": True, "to_whom": "X"} for item in legal_duties()),
        *({"kind": Entry.MISSION, "state": state} for state in MissionState),
        *({"kind": Entry.MISSION, "state": "back", "result": item.code} for item in mission_results()),
        *({"kind": Entry.STATE, "verb": verb} for verb in TOLD),
        *({"kind": Entry.STAGE, "stage": stage} for stage in ("ACCUEIL", "INCUBATION", "INCLUSION")),
    ]
    with translation.override(language):
        for line in lines:
            data = dict(line)
            entry = TimelineEntry(pk=1, case_id=1, at=AT, kind=data.pop("kind"), data=data, by=SALMA)
            title = sentence(entry, {}).title
            assert title
            assert title not in data.values(), title


def test_a_line_of_a_kind_to_come_still_shows_its_words() -> None:
    entry = TimelineEntry(pk=1, case_id=1, at=AT, kind="committee", text="Envoyé à l'hôpital", by=SALMA)
    assert sentence(entry, {}).quote == "Envoyé à l'hôpital"

"""What a sentence alone should propose, in French, standard Arabic, Darija in both scripts, English."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from jaras.intake.rules.triage import Gazetteer, Incoming, Proposals, propose

SENTENCES = yaml.safe_load(Path(__file__).with_name("sentences.yaml").read_text(encoding="utf-8"))
AFTERNOON = datetime(2026, 3, 3, 15, tzinfo=UTC)


def proposed(text: str) -> Proposals:
    return propose(Incoming(text, "TEL", AFTERNOON), Gazetteer())


@pytest.mark.parametrize("text", SENTENCES["IMMEDIAT"])
def test_danger_is_immediate_with_the_words_that_say_it(text: str) -> None:
    urgency = proposed(text).urgency
    assert urgency.value == "IMMEDIAT"
    assert urgency.reasons
    assert all(reason.words in text for reason in urgency.reasons)


@pytest.mark.parametrize("level", ["24H", "SEMAINE"])
def test_what_can_wait_is_not_called_immediate(level: str) -> None:
    found = {text: proposed(text).urgency.value for text in SENTENCES[level]}
    assert {text: value for text, value in found.items() if value != level} == {}


@pytest.mark.parametrize("text", SENTENCES["never immediate"])
def test_alarming_words_for_nothing_alarm_nobody(text: str) -> None:
    assert proposed(text).urgency.value in ("AUCUNE", "SEMAINE")


def test_a_denied_sign_is_no_sign() -> None:
    assert proposed("Il n'est pas blessé et ne saigne pas.").urgency.value != "IMMEDIAT"
    assert proposed("الراجل ما مجروحش وماكينزفش").urgency.value != "IMMEDIAT"
    assert proposed("rajel ma mjro7ch w ma kaynzefch").urgency.value != "IMMEDIAT"


def test_a_denial_may_be_the_sign_itself() -> None:
    for text in ("il ne répond plus et ne bouge pas", "ماكيجاوبش وماكيتحركش", "lwalid ta7 w makayjawbch"):
        assert proposed(text).urgency.value == "IMMEDIAT"


def test_a_newborn_found_stays_immediate_once_in_hospital() -> None:
    text = "Nourrisson trouvé devant la mosquée, transporté à l'hôpital, tout va bien maintenant."
    assert proposed(text).urgency.value == "IMMEDIAT"
    assert "LD2" in proposed(text).legal_duties.value


def test_perceptions_are_kept_beside_the_facts() -> None:
    found = proposed("J'ai peur, on n'a plus rien à manger et c'est une honte pour la commune.")
    assert {"fear", "lack", "anger"} <= set(found.perceptions.value)

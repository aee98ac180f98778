"""Women who flee violence, in every language, are told as such: so a seal is proposed."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from jaras.intake import actions, queries
from jaras.intake.rules.triage import Gazetteer, Incoming, judging, propose
from jaras.intake.rules.triage.facts import facts_of
from jaras.kernel.actor import Actor

MORNING = datetime(2026, 11, 25, 10, tzinfo=UTC)
FLED = [
    "Une femme battue par son mari s'est enfuie avec ses enfants",
    "Une femme battue par son mari s’est enfuie de chez elle avec ses trois enfants",
    "Une voisine battue par son conjoint a fui cette nuit avec ses deux filles",
    "Elle s'est enfuie avec ses enfants, elle est battue depuis dix ans",
    "J'ai été battue par mon mari, je suis partie avec mes enfants",
    "Elle a fui le domicile avec ses petits, son mari la frappe",
    "Une dame est partie de chez elle avec son bébé, son mari la bat depuis des années",
    "Ma sœur s'est réfugiée chez nous avec ses enfants, son mari la battait",
    "Elle s'est sauvée de chez elle, son mari l'a rouée de coups",
    "A woman beaten by her husband ran away with her children",
    "She fled home with her kids because her husband hits her",
    "امرأة ضربها زوجها هربت مع أطفالها",
    "امرأة معنفة من طرف زوجها فرت من البيت رفقة أبنائها",
    "زوجها يعنفها وقد فرت رفقة أطفالها إلى بيت أهلها",
    "سيدة غادرت بيت الزوجية مع أولادها بعد أن ضربها زوجها",
    "واحد المرا ضربها راجلها وهربات مع ولادها",
    "مرا كيضربها راجلها هربات بولادها",
    "جارتنا راجلها كيضربها خرجات من الدار هي ووليداتها",
    "ختي هربات من عند راجلها حيت كيضربها ومعاها ولادها",
    "امرأة هاربة مع وليداتها من العنف ديال راجلها",
    "wahed lmra darbha rajelha o herbat m3a wladha",
    "mra kaydrebha rajelha hrbat b wladha",
    "jartna rajelha kaydrebha khrejat men dar hiya o wlidatha",
    "lmra herbat m3a wlidatha 7it rajelha kidrebha",
]
SOMETHING_ELSE = [
    "La terre battue du terrain de sport est abîmée",
    "Notre équipe a été battue au tournoi de la commune",
    "Les poubelles débordent dans le derb depuis une semaine",
]


@pytest.mark.parametrize("text", FLED)
def test_she_is_proposed_as_a_victim_of_violence_with_the_duty(text: str) -> None:
    found = propose(Incoming(text, "TEL", MORNING), Gazetteer())
    assert "FVV" in found.target_groups.value
    assert "LD4" in found.legal_duties.value
    assert found.urgency.value in ("IMMEDIAT", "24H")


@pytest.mark.parametrize("text", FLED)
def test_the_signs_alone_say_it_without_any_resemblance(text: str) -> None:
    facts = facts_of(text)
    assert "FVV" in judging.several(facts, "target_groups").value
    assert {"VIOLENCE", "FLEES"} & set(facts.signs)


@pytest.mark.parametrize("text", SOMETHING_ELSE)
def test_the_same_words_for_something_else_say_nothing(text: str) -> None:
    found = propose(Incoming(text, "TEL", MORNING), Gazetteer())
    assert "FVV" not in found.target_groups.value
    assert "LD4" not in found.legal_duties.value


@pytest.mark.parametrize("text", [FLED[0], FLED[11], FLED[15], FLED[20]])
def test_a_seal_is_proposed_once_the_report_is_taken(
    text: str, actor: Callable[..., Actor], at: datetime
) -> None:
    report = actions.take(channel="TEL", words=text, by=actor("operator"), at=at).report
    seal = queries.seal_proposed(report)
    assert seal is not None
    assert seal.compartment == "violence"

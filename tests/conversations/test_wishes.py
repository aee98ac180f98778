"""STOP in every language; who asks not to be written to."""

import pytest

from jaras.conversations.lists import doubt_signs
from jaras.conversations.rules.doubt import doubted
from jaras.conversations.rules.wishes import asks_silence, says_stop


@pytest.mark.parametrize("words", ["STOP", "stop.", " Arrêt ", "ARRET", "قف", "توقف!"])
def test_stop_is_understood(words: str) -> None:
    assert says_stop(words)


@pytest.mark.parametrize("words", ["stop, il la frappe", "Le bus ne s'arrête pas", "وقف قدام الدار"])
def test_a_sentence_with_the_word_is_no_stop(words: str) -> None:
    assert not says_stop(words)


@pytest.mark.parametrize(
    "words",
    [
        "Mon mari lit mes messages, ne me répondez pas",
        "il me frappe. Ne m'appelez pas svp",
        "surtout pas de réponse sur ce numéro",
        "n'écrivez pas ici",
        "عافاكم لا تتصلوا بي",
        "ما تعيطوش ليا راه كيقلب التيليفون",
        "kaydrebni, mat3aytouch liya",
        "please don't call me",
    ],
)
def test_whoever_asks_for_silence_is_understood(words: str) -> None:
    assert asks_silence(words)


@pytest.mark.parametrize(
    "words",
    ["Personne ne répond à la porte", "Rappelez-moi vite", "عيطو ليا دابا", "Il ne parle pas", "3ayto liya"],
)
def test_others_are_not(words: str) -> None:
    assert not asks_silence(words)


def doubt(words: str, *, others: int = 0, files: int = 0) -> tuple[int, list[str]]:
    return doubted(words, doubt_signs(), same_from_others=others, files=files)


def test_advertising_is_doubtful_with_its_reasons() -> None:
    weight, reasons = doubt("PROMO -50 % sur bit.ly/xyz cliquez ici")
    assert weight >= 3
    assert reasons == ["short_link", "selling"]


def test_a_report_with_one_link_is_not() -> None:
    assert doubt("Une femme dort devant la gare, voir https://example.org/photo") == (0, [])


def test_the_same_words_from_many_addresses_are() -> None:
    assert doubt("Votez pour nous", others=2) == (3, ["many"])


def test_a_picture_alone_is_not() -> None:
    assert doubt("", files=1) == (0, [])
    assert doubt("👍") == (1, ["nothing_said"])

"""In which language somebody writes."""

import json
from pathlib import Path

import pytest

from jaras.conversations.lists import language_of

CORPUS = Path(__file__).parents[2] / "jaras" / "intake" / "policies" / "triage" / "corpus"


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Bonjour, une dame dort dans la rue avec un enfant.", "fr"),
        ("svp ma voisine est tombée", "fr"),
        ("H 60a, gare, revu 21h30, j3", "fr"),
        ("There is an old man sleeping at the station, please help", "en"),
        ("السيدة التي تعيش أمام المسجد تعاني من المرض ولا يوجد من يساعدها", "ar"),
        ("يؤسفني أن أخبركم بأن والدي خرج ولم يعد", "ar"),
        ("كاين واحد الراجل ناعس فالزنقة وماعندوش فين يمشي", "ary"),
        ("عافاكم راجلها كيضربها", "ary"),
        ("جارتي كتبكي", "ary"),
        ("3afak wa7ed lmra kat9elleb 3la fin tn3es", "ary-Latn"),
        ("salam, kayn chi wld sghir gales bo7do", "ary-Latn"),
        ("rajelha kaydrebha", "ary-Latn"),
        ("STOP", "fr"),
        ("", ""),
        ("🙏🙏 15 19", ""),
    ],
)
def test_short_messages(words: str, language: str) -> None:
    assert language_of(words) == language


@pytest.mark.parametrize(
    ("file", "script", "languages", "share"),
    [
        ("french-english", "latin", {"fr", "en"}, 0.99),
        ("arabizi", "latin", {"ary-Latn"}, 0.9),
        ("darija", "arabic", {"ary"}, 0.92),
    ],
)
def test_the_corpus_of_reports(file: str, script: str, languages: set[str], share: float) -> None:
    """What general detectors call Spanish or Somali; mixed messages count as missed."""
    lines = (CORPUS / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["t"] for line in lines]
    arabic = {"ar", "ary"}
    found = [language_of(text) for text in texts]
    asked = [code for code in found if (code in arabic) == (script == "arabic")]
    assert len(asked) > 300
    assert sum(code in languages for code in asked) >= share * len(asked)

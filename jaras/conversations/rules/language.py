"""In which language somebody writes: French, Arabic, Darija in either script, English.

General detectors know no Darija in Latin letters: they call it Spanish, Turkish, Somali.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jaras.kernel.folding import fold, is_arabic

_WORDS = re.compile(r"[^\W_]+")
_NO_WORD = re.compile(r"^(\d+[^\W\d]{1,4}\d*|[^\W\d]\d+)$")  # 21h30, 15eme, j3
_DIGIT, _FORM = 2.0, 1.2


@dataclass(frozen=True)
class Signs:
    """What tells one language: its words, the forms of its words, digits that stand for letters."""

    code: str
    arabic: bool
    words: frozenset[str]
    worth: float = 1.0
    digits: frozenset[str] = frozenset()
    forms: tuple[re.Pattern[str], ...] = ()
    but: frozenset[str] = frozenset()

    def weight(self, word: str) -> float:
        """How much a word says for this language."""
        if word in self.words:
            return self.worth
        if self.digits and any(sign in self.digits for sign in word) and not _NO_WORD.match(word):
            return _DIGIT
        if word not in self.but and any(form.match(word) for form in self.forms):
            return _FORM
        return 0.0


def signs_of(policy: Mapping[str, Any]) -> tuple[Signs, ...]:
    """The languages of the policy, prepared for `recognise`."""
    return tuple(
        Signs(
            code=item["code"],
            arabic=item["script"] == "arabic",
            words=frozenset(plain(word) for word in item["words"].split()),
            digits=frozenset(map(str, item.get("digits", ()))),
            worth=float(item.get("weight", 1)),
            forms=tuple(re.compile(each) for each in item.get("forms", ())),
            but=frozenset(plain(word) for word in item.get("but", "").split()),
        )
        for item in policy["items"]
    )


def plain(word: str) -> str:
    return fold(word)


def recognise(words: str, signs: tuple[Signs, ...], default: Mapping[str, str]) -> str:
    """The code of the language of these words; empty where there is no word at all."""
    found = [plain(word) for word in _WORDS.findall(words)]
    letters = "".join(word for word in found if _has_letters(word))
    if not letters:
        return ""
    arabic = sum(map(is_arabic, letters)) * 2 > len(letters)
    weights = {
        each.code: sum(each.weight(word) for word in found if _has_letters(word))
        for each in signs
        if each.arabic == arabic
    }
    best = max(weights, key=lambda code: weights[code])
    return best if weights[best] else default["arabic" if arabic else "latin"]


def _has_letters(word: str) -> bool:
    return any(sign.isalpha() for sign in word)

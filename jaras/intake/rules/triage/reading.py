"""A report's text as words that know their sentence, clause, whether they are denied."""

import re
from dataclasses import dataclass
from functools import lru_cache

from jaras.intake.rules.triage.policy import words
from jaras.kernel import folding

LONGEST = 6_000
"""Characters read: beyond, a report is a file that a person reads first."""

_SENTENCE_END = re.compile(r"[.!?؟\n\r;؛…]|\s[-–—/]\s")
_CLAUSE_END = re.compile(r"[,،:()\[\]«»\"]")
_CLAUSE_WORDS = words("grammar", "clause_words")
_NO_BEFORE = words("grammar", "no_before")
_NO_BEFORE_ARABIC = words("grammar", "no_before_arabic")
_NO_AFTER = words("grammar", "no_after")
_PRONOUNS = words("grammar", "pronouns")
_NOT_A_NO = words("grammar", "not_a_no")
_UNCEASING = ("arret", "cess")
_ENGLISH_SHORT = words("grammar", "english_short")
_STILL = words("grammar", "still")
_MA = frozenset(("ما", "ma", "وما", "wma"))
DARIJA_IN_LATIN = words("grammar", "darija_in_latin")
_NO_LONGER = words("grammar", "no_longer")
_MODALS = words("grammar", "modals")
_WEAK = words("grammar", "weak_darija")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of the text where it stands."""

    word: folding.Word
    sentence: int
    clause: int
    arabic: bool
    by_sound: bool
    """Latin letters that may spell Darija."""
    denied: bool
    """Inside a negation: « pas », لا, not."""
    after_ma: bool
    """Wrapped by a standing ما/ma and a final ش/ch."""

    @property
    def form(self) -> str:
        return self.word.form


@dataclass(frozen=True, slots=True)
class Reading:
    """The tokens of a text with the text itself."""

    text: str
    tokens: tuple[Token, ...]

    def words(self, start: int, end: int) -> str:
        """The exact words of the text from one token to another (excluded)."""
        return self.text[self.tokens[start].word.start : self.tokens[end - 1].word.end]


def _places(text: str, found: list[folding.Word]) -> list[tuple[int, int]]:
    places, sentence, clause, last = [], 0, 0, 0
    for word in found:
        between = text[last : word.start]
        if last and _SENTENCE_END.search(between):
            sentence, clause = sentence + 1, clause + 1
        elif last and (_CLAUSE_END.search(between) or word.form in _CLAUSE_WORDS):
            clause += 1
        places.append((sentence, clause))
        last = word.end
    return places


def _denied_before(forms: list[str], clauses: list[int], at: int) -> bool:
    arabic = folding.is_arabic(forms[at])
    for back in range(1, 4):
        other = at - back
        if other < 0 or clauses[other] != clauses[at]:
            return False
        form = forms[other]
        if form in _NO_LONGER and back <= 2:
            return True
        if form == "plus" and other and forms[other - 1] in _MODALS:
            return True
        if form in _NO_BEFORE_ARABIC or (arabic and form == "ولا" and other and forms[other - 1] != "ما"):
            near = back == 1 or (back == 2 and form not in ("بلا", "بدون", "دون"))
            return near and forms[other + 1] not in _STILL and form != "ولا"
        if form in _NO_BEFORE and not arabic:
            if forms[other + 1] in _NOT_A_NO or any(
                f.startswith(_UNCEASING) for f in forms[max(0, other - 2) : other]
            ):
                return False
            return form not in ("plus",)
        if form == "t" and other and forms[other - 1] in _ENGLISH_SHORT:
            return True
    return False


def _denied_after(forms: list[str], clauses: list[int], at: int) -> bool:
    for ahead in (1, 2):
        other = at + ahead
        if other >= len(forms) or clauses[other] != clauses[at]:
            return False
        form = forms[other]
        if form not in _NO_AFTER:
            continue
        opened = any(f in ("ne", "n") for f in forms[max(0, at - 3) : at])
        spoken = at > 0 and forms[at - 1] in _PRONOUNS
        if other + 1 < len(forms) and forms[other + 1] in _NOT_A_NO:
            return False
        return opened or form == "pas" or (spoken and ahead == 1 and form in ("plus", "rien", "jamais"))
    return False


@lru_cache(maxsize=2_000)
def read(text: str) -> Reading:
    """The text cut into tokens; only its first characters when it is a book."""
    text = text[:LONGEST]
    found = list(folding.words(text))
    places = _places(text, found)
    forms, clauses = [word.form for word in found], [clause for _, clause in places]
    spoken = _speaks_darija(forms)
    tokens = []
    for at, word in enumerate(found):
        arabic = folding.is_arabic(word.form)
        tokens.append(
            Token(
                word=word,
                sentence=places[at][0],
                clause=clauses[at],
                arabic=arabic,
                by_sound=spoken and not arabic and word.written.isascii() and not word.form.isdigit(),
                denied=_denied_before(forms, clauses, at)
                or (not arabic and _denied_after(forms, clauses, at)),
                after_ma=at > 0 and forms[at - 1] in _MA,
            )
        )
    return Reading(text, tuple(tokens))


def _speaks_darija(forms: list[str]) -> bool:
    """Whether words in Latin letters may be Darija: one clear word, or two that could be."""
    weak = sum(form in _WEAK for form in forms)
    return weak > 1 or any(_is_clear_darija(form) for form in forms)


def _is_clear_darija(form: str) -> bool:
    if form in DARIJA_IN_LATIN:
        return form not in _WEAK
    return (
        len(form) > 2 and form.isascii() and any(c in "379" for c in form) and any(c.isalpha() for c in form)
    )

"""Which word of a record each word that was typed lies on, to be shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jaras.kernel import folding
from jaras.people.rules.identity.comparing import Degree, degree
from jaras.people.rules.likeness import apart
from jaras.people.rules.names import BETWEEN, Unit, unit

FARTHEST = 1.0  # what the differences of one name may cost: Imad has the consonants of Mohamed
MANY = 3  # words of which one may lie on nothing


@dataclass(frozen=True, slots=True)
class Hit:
    """A word as it was typed, the one of the record as it is written, in which of its parts."""

    typed: str
    known: str
    part: str

    @property
    def otherwise(self) -> bool:
        """Whether it is written otherwise; the beginning of a word is the word that is being typed."""
        return not folding.fold(self.known).startswith(folding.fold(self.typed))


def is_meant(asked: Sequence[Unit], known: Sequence[Unit]) -> bool:
    """Whether these may be one person's names as far as a search goes: of many words one may be another."""
    farthest = Degree.LIKE if len(asked) > 1 else Degree.SHORT
    missed = sum(all(_degree(one, other) > farthest for other in known) for one in asked)
    return missed == 0 or (missed == 1 and len(asked) >= MANY)


def hits(typed: Iterable[folding.Word], parts: Sequence[tuple[str, str]]) -> tuple[Hit, ...]:
    """For each word typed the nearest word of the record, in the first of its `parts`: name, text."""
    written = [(part, word) for part, text in parts for word in folding.words(text)]
    found = (_nearest(word, written) for word in typed if word.form not in BETWEEN)
    return tuple(dict.fromkeys(hit for hit in found if hit))


def _nearest(typed: folding.Word, written: Sequence[tuple[str, folding.Word]]) -> Hit | None:
    asked, best, found = unit(typed.form), int(Degree.LIKE), None
    for part, word in written:
        begins = word.form.startswith(typed.form)
        fits = -1 if begins else Degree.OTHER if word.form in BETWEEN else _degree(asked, unit(word.form))
        if fits < best:
            best, found = fits, Hit(typed.written, word.written, part)
    return found


def _degree(one: Unit, other: Unit) -> int:
    found = degree(one, other)
    if found == Degree.CONSONANTS and apart((one,), (other,)) > FARTHEST:
        return Degree.OTHER
    return found

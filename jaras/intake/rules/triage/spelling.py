"""Words of the lexicon one slip of the finger away from a word that nobody knows."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from jaras.kernel.folding import is_arabic

SHORTEST, SHORTEST_ARABIC = 6, 7
"""Below these lengths a slip too easily makes another word."""


@dataclass(slots=True)
class Neighbours:
    """An index by deletions: one look-up per deleted letter, whatever the size of the lexicon."""

    by_deletion: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def add(self, form: str) -> None:
        """Make a word reachable from its misspellings."""
        if len(form) >= SHORTEST:
            for shorter in _deletions(form):
                known = self.by_deletion.get(shorter, ())
                if form not in known:
                    self.by_deletion[shorter] = (*known, form)

    def of(self, form: str) -> set[str]:
        """The known words one slip away (a letter more, less, changed, or two swapped), same first letter."""
        if len(form) < (SHORTEST_ARABIC if is_arabic(form) else SHORTEST):
            return set()
        near = {word for shorter in _deletions(form) for word in self.by_deletion.get(shorter, ())}
        return {word for word in near if word[0] == form[0] and OSA.distance(word, form) == 1}


def _deletions(form: str) -> Iterator[str]:
    yield form
    for place in range(len(form)):
        yield form[:place] + form[place + 1 :]

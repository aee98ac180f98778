"""Words of the lexicon one slip of the finger away from a word that nobody knows."""

from collections import defaultdict
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

from jaras.kernel.folding import is_arabic

SHORTEST, SHORTEST_ARABIC = 6, 7
"""Below these lengths a slip too easily makes another word."""


@dataclass(slots=True)
class Neighbours:
    """The words by first letter with length: those one slip away are among a few hundred."""

    alike: dict[tuple[str, int], set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, form: str) -> None:
        """Make a word reachable from its misspellings."""
        if len(form) >= SHORTEST:
            self.alike[form[0], len(form)].add(form)

    def of(self, form: str) -> set[str]:
        """The known words one slip away (a letter more, less, changed, or two swapped), same first letter."""
        if len(form) < (SHORTEST_ARABIC if is_arabic(form) else SHORTEST):
            return set()
        return {
            word
            for length in range(len(form) - 1, len(form) + 2)
            for word, slips, _ in extract_iter(
                form, self.alike.get((form[0], length), ()), scorer=OSA.distance, score_cutoff=1
            )
            if slips == 1
        }

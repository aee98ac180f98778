"""Conditions over signs, written in the policies: « OLD & ALONE|OUTDOORS & !RESOLVED »."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Condition:
    """All of `every` (each a choice of signs), none of `none`."""

    every: tuple[tuple[str, ...], ...]
    none: frozenset[str]

    def shown_by(self, signs: Mapping[str, object]) -> tuple[str, ...] | None:
        """The signs that fulfil the condition, or None."""
        if not self.none.isdisjoint(signs):
            return None
        shown = []
        for choice in self.every:
            first = next((sign for sign in choice if sign in signs), None)
            if first is None:
                return None
            shown.append(first)
        return tuple(dict.fromkeys(shown))

    def signs(self) -> Iterator[str]:
        """Every sign the condition speaks of."""
        for choice in self.every:
            yield from choice
        yield from self.none


def parse(text: str) -> Condition:
    """A condition from its line in a policy."""
    every, none = [], set[str]()
    for term in (term.strip() for term in text.split("&")):
        if term.startswith("!"):
            none.update(term[1:].split("|"))
        elif term:
            every.append(tuple(term.split("|")))
    if not every:
        raise ValueError(f"« {text} » asks for nothing")
    return Condition(tuple(every), frozenset(none))


def parse_all(lines: Iterable[str]) -> tuple[Condition, ...]:
    """Conditions of which one is enough."""
    return tuple(parse(line) for line in lines)

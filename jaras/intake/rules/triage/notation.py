"""The small notation in which the patterns of signs are written.

word         the word, its plural, its feminine         word*     any ending
=word        exactly this form                          ~word     a Darija or Arabic verb, any conjugation
(a|b c)      one of several, of one word or more        x?        may be missing
!x           x under a negation (« ne répond pas »)     _3        up to three words of anything
<name>       any word of a class (classes.yaml)         #         any number
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

_PIECE = re.compile(r"[()|?!]|[^\s()|?!]+")
_GAP = re.compile(r"_(\d*)$")


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a flat pattern: some words, or a gap."""

    words: tuple[str, ...] = ()
    denied: bool = False
    optional: bool = False
    gap: int = 0


Flat = tuple[Slot, ...]


def spelled_out(line: str) -> Iterator[Flat]:
    """The flat patterns that one line stands for."""
    pieces = _PIECE.findall(line.replace("-", " ").replace("'", " "))
    ways, rest = _choice(pieces, 0)
    if rest != len(pieces):
        raise ValueError(f"« {line} » has a stray bracket")
    found = set[Flat]()
    for way in ways:
        for flat in _without_optional_edges(way):
            if not flat or flat[0].gap:
                raise ValueError(f"« {line} » must begin with a word")
            if flat not in found:
                found.add(flat)
                yield flat


def _without_optional_edges(flat: Flat) -> Iterator[Flat]:
    while flat and (flat[-1].gap or flat[-1].optional):
        flat = flat[:-1]
    yield flat if not flat or not flat[0].optional else (_required(flat[0]), *flat[1:])
    if flat and flat[0].optional:
        yield from _without_optional_edges(flat[1:])


def _required(slot: Slot) -> Slot:
    return Slot(slot.words, slot.denied)


def _choice(pieces: list[str], at: int) -> tuple[list[Flat], int]:
    ways: list[Flat] = []
    while True:
        more, at = _sequence(pieces, at)
        ways += more
        if at >= len(pieces) or pieces[at] != "|":
            return ways, at
        at += 1


def _sequence(pieces: list[str], at: int) -> tuple[list[Flat], int]:
    parts: list[list[Flat]] = []
    while at < len(pieces) and pieces[at] not in ")|":
        denied = pieces[at] == "!"
        at += denied
        if pieces[at] == "(":
            options, at = _choice(pieces, at + 1)
            if at >= len(pieces) or pieces[at] != ")":
                raise ValueError("a bracket is not closed: " + " ".join(pieces))
            at += 1
        elif gap := _GAP.match(pieces[at]):
            options, at = [(Slot(gap=int(gap[1] or 1)),)], at + 1
        else:
            options, at = [(Slot((pieces[at],)),)], at + 1
        optional = at < len(pieces) and pieces[at] == "?"
        at += optional
        parts.append(_merged(options, denied=denied, optional=optional))
    return [tuple(slot for part in way for slot in part) for way in product(*parts)], at


def _merged(options: list[Flat], *, denied: bool, optional: bool) -> list[Flat]:
    """Choices of one word each share a slot; longer ones stay apart."""
    single = [way[0] for way in options if len(way) == 1 and not way[0].gap and not way[0].denied]
    longer = [way for way in options if len(way) != 1 or way[0].gap or way[0].denied]
    ways: list[Flat] = []
    if single:
        words = tuple(dict.fromkeys(word for slot in single for word in slot.words))
        ways.append((Slot(words, denied, optional and not longer),))
    ways += longer
    if optional and longer:
        ways.append(())
    return ways

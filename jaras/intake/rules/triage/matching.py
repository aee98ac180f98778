"""Which signs a reading shows, with the exact words that show them."""

from dataclasses import dataclass
from functools import lru_cache

from jaras.intake.rules.triage.lexicon import Element, Lexicon, Pattern, lexicon, light
from jaras.intake.rules.triage.reading import DARIJA_IN_LATIN, Reading, Token
from jaras.intake.rules.triage.stems import Stems, stems, stems_after_no


@dataclass(frozen=True, slots=True)
class Match:
    """A sign shown by the tokens from `start` to `end` (excluded)."""

    sign: str
    start: int
    end: int
    words: str
    sentence: int


@lru_cache(maxsize=50_000)
def _form_ids(form: str, arabic: bool, by_sound: bool) -> frozenset[str]:
    """The lexicon ids of a form by itself; under « ! » those that a Darija negation wraps."""
    known = lexicon()
    if form.isdigit():
        return frozenset({"#", f"e:{form}"} & (known.vocabulary | {"#"}))
    ids = {f"p:{form[:n]}" for n in range(2, len(form) + 1) if form[:n] in known.prefixes}
    ids |= {f"e:{form}"} & known.vocabulary
    ids |= _arabic_ids(form, known) if arabic else _latin_ids(form, by_sound, known)
    if not ids and light(form) not in known.common:
        kind, bare = ("a", form.removeprefix("ال")) if arabic else ("w", light(form))
        ids = {f"{kind}:{near}" for near in known.neighbours.of(bare)}
    return frozenset(ids)


def _arabic_ids(form: str, known: Lexicon) -> set[str]:
    return _stem_ids(stems(form), known, "a", "v")


def _latin_ids(form: str, by_sound: bool, known: Lexicon) -> set[str]:
    short, ids = light(form), set[str]()
    if not (by_sound and form in DARIJA_IN_LATIN):
        ids |= {f"w:{short}"} & known.vocabulary
    if by_sound:
        ids |= {f"x:{form}"} & known.vocabulary
        if short not in known.common:
            ids |= _stem_ids(stems(form), known, "k", "kv")
    return ids


def _stem_ids(found: Stems, known: Lexicon, noun: str, verb: str) -> set[str]:
    read = {f"{noun}:{stem}" for stem in found.nouns} | {f"{verb}:{stem}" for stem in found.verbs}
    ids = {f"!{name}" if found.denied else name for name in read & known.vocabulary}
    return ids | ({f"{noun}:{stem}" for stem in found.whole} & known.vocabulary)


def _token_ids(token: Token) -> frozenset[str]:
    ids = _form_ids(token.form, token.arabic, token.by_sound)
    if token.after_ma and (wrapped := stems_after_no(token.form)):
        kinds = ("a", "v") if token.arabic else ("k", "kv")
        as_written = {name for name in ids if name[:2] in ("e:", "x:")}
        return frozenset(_stem_ids(wrapped, lexicon(), *kinds) | as_written)
    if token.denied or token.after_ma:
        return ids | {f"!{name}" for name in ids if name[0] != "!"}
    return ids


def _end(
    elements: tuple[Element, ...], tokens: list[frozenset[str]], sentences: list[int], at: int
) -> int | None:
    """Where a pattern ends that goes on at a token, or None; in one sentence, the shortest gaps first."""
    last = len(tokens)
    for place, element in enumerate(elements):
        if element.gap or element.optional:
            rest = elements[place + 1 :]
            if element.optional and _fits(element, tokens, sentences, at):
                end = _end(rest, tokens, sentences, at + 1)
                if end is not None:
                    return end
            for skipped in range(element.gap + 1):
                if at + skipped >= last or sentences[at + skipped] != sentences[at - 1]:
                    return at if not rest else None
                if (end := _end(rest, tokens, sentences, at + skipped)) is not None:
                    return end
            return None
        if not _fits(element, tokens, sentences, at):
            return None
        at += 1
    return at


def _fits(element: Element, tokens: list[frozenset[str]], sentences: list[int], at: int) -> bool:
    return at < len(tokens) and not element.ids.isdisjoint(tokens[at]) and sentences[at] == sentences[at - 1]


def _denied(pattern: Pattern, tokens: list[frozenset[str]], reading: Reading, start: int, end: int) -> bool:
    """Whether a negation standing outside the match denies it: « pas de fièvre » is no fever."""
    if not reading.tokens[start].denied or pattern.says_no:
        return False
    return not any("e:pas" in ids or "w:sans" in ids for ids in tokens[start:end])


def matches(reading: Reading) -> tuple[Match, ...]:
    """Every sign of the lexicon shown by a reading; masked words show no danger."""
    known = lexicon()
    ids = [_token_ids(token) for token in reading.tokens]
    sentences = [token.sentence for token in reading.tokens]
    everywhere = frozenset().union(*ids)
    found: list[Match] = []
    seen = set[tuple[str, int]]()
    for at, names in enumerate(ids):
        for name in names:
            for pattern in known.anchored.get(name, ()):
                if pattern.rarest.isdisjoint(everywhere) or (pattern.sign, at) in seen:
                    continue
                sign = known.signs[pattern.sign]
                end = _end(pattern.elements[1:], ids, sentences, at + 1)
                if end is None or (not sign.even_denied and _denied(pattern, ids, reading, at, end)):
                    continue
                seen.add((pattern.sign, at))
                found.append(Match(sign.code, at, end, reading.words(at, end), sentences[at]))
    masked = {at for m in found if known.signs[m.sign].mask for at in range(m.start, m.end)}
    kept = [m for m in found if not known.signs[m.sign].danger or masked.isdisjoint(range(m.start, m.end))]
    return tuple(sorted(kept, key=lambda m: (m.start, m.sign)))

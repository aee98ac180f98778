"""Where it is: a named place, a commune, elsewhere, or nothing said. Never the capital by default."""

from dataclasses import dataclass
from functools import cache

from jaras.intake.rules.triage.facts import Facts
from jaras.intake.rules.triage.gazetteer import OUT_OF_PROVINCE, Gazetteer, Named
from jaras.intake.rules.triage.model import Incoming, Place, Proposal, Reason
from jaras.intake.rules.triage.policy import load
from jaras.intake.rules.triage.reading import Reading, read
from jaras.kernel.folding import fold

_FROM = frozenset(("de", "d", "du", "des", "from", "من", "mn", "men"))
_GLUED_IN = ("ب", "ف", "لب", "وب", "وف", "f", "b")


@dataclass(frozen=True, slots=True)
class _Words:
    label: frozenset[str]
    within: frozenset[str]
    come: frozenset[str]
    toward: frozenset[str]
    here: frozenset[str]


@cache
def _words() -> _Words:
    raw = {
        key: frozenset(fold(word) for word in text.split())
        for key, text in load("whereabouts").items()
        if isinstance(text, str)
    }
    return _Words(raw["label"], raw["in"], raw["come"], raw["toward"], raw["here"])


def _weight(named: Named, reading: Reading) -> int:
    """How strongly the sentence says that it happens there; below zero, it says that it does not."""
    known = _words()
    token = reading.tokens[named.start]
    forms = [
        t.form for t in reading.tokens[max(0, named.start - 5) : named.start] if t.sentence == token.sentence
    ]
    last = forms[-1] if forms else ""
    near, wide = forms[-3:], forms
    label = any(form in known.label for form in forms[-2:])
    glued = (
        token.arabic
        and token.form[0] in "بف"
        and token.form[1:]
        in set(named.name.forms)
        | {f.removeprefix("ال") for f in named.name.forms}
        | {"ا" + f for f in named.name.forms}
    )
    outside = named.name.commune_code == OUT_OF_PROVINCE
    if (last in _FROM or last in known.come) and any(form in known.come for form in near):
        return -2
    if (
        outside
        and any(form in known.toward for form in wide)
        and not any(form in known.here for form in wide)
    ):
        return -1
    here = any(form in known.here for form in wide)
    inside = last in known.within or glued or (token.form[:1] in "fb" and token.form[1:2] not in "aeiou")
    if named.name.common_word and not (label or inside):
        return -1
    if label:
        return 5
    if inside and here:
        return 5
    if here:
        return 4
    if inside:
        return 3
    return 0 if outside else 2


def _landmark(facts: Facts) -> tuple[str, tuple[Reason, ...]]:
    found = [match for sign, shown in facts.signs.items() if sign.startswith("PLACE_") for match in shown]
    if not found:
        return "", ()
    first = min(found, key=lambda match: match.start)
    end = min(first.end + 3, len(facts.reading.tokens))
    while (
        end > first.end and facts.reading.tokens[end - 1].clause != facts.reading.tokens[first.start].clause
    ):
        end -= 1
    return facts.reading.words(first.start, end), (Reason(first.sign, first.words),)


def place(incoming: Incoming, facts: Facts, gazetteer: Gazetteer) -> Proposal[Place]:
    """The commune that the words name, unless the person who writes has chosen one."""
    text, landmark = _landmark(facts)
    text = incoming.place_text or text
    if incoming.commune_code:
        return Proposal(Place(incoming.commune_code, text), landmark, 1.0)
    found = gazetteer.find(facts.reading.tokens)
    if not found and incoming.place_text:
        from_place = read(incoming.place_text)
        found = gazetteer.find(from_place.tokens)
        weighed = [(2, -named.start, named, from_place) for named in found]
    else:
        weighed = [(_weight(named, facts.reading), -named.start, named, facts.reading) for named in found]
    inside = [w for w in weighed if w[2].name.commune_code != OUT_OF_PROVINCE and w[0] >= 0]
    outside = [w for w in weighed if w[2].name.commune_code == OUT_OF_PROVINCE and w[0] > 0]
    best_in = max(inside, key=lambda w: (w[2].name.place_id is not None, w[0], w[1]), default=None)
    best_out = max(outside, key=lambda w: (w[0], w[1]), default=None)
    best = best_in
    if best_out and (
        best_in is None or (best_out[0] > best_in[0] and best_out[0] >= 4 and best_out[1] > best_in[1])
    ):
        best = best_out
    if best is None:
        return Proposal(Place(None, text), landmark, 0.3 if text else 0.0)
    weight, _, named, reading = best
    words = reading.words(named.start, named.end)
    code = (
        "OUTSIDE"
        if named.name.commune_code == OUT_OF_PROVINCE
        else "NAMED_PLACE"
        if named.name.place_id
        else "COMMUNE"
    )
    return Proposal(
        Place(named.name.commune_code, text or words, named.name.place_id),
        (Reason(code, words), *landmark),
        min(0.6 + 0.08 * weight, 0.95),
    )

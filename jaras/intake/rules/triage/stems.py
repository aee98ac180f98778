"""The stems a word may hide: Darija prefixes stripped, suffixes too, in Arabic script or by sound."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from jaras.kernel.folding import is_arabic, sounds


@dataclass(frozen=True, slots=True)
class Affixes:
    """What may stand before a stem or after it, in one alphabet, longest first."""

    nominal_before: tuple[str, ...]
    nominal_after: tuple[str, ...]
    verbal_before: tuple[str, ...]
    verbal_after: tuple[str, ...]
    shortest: int


def _affixes(text: str) -> tuple[str, ...]:
    return tuple(sorted({"", *text.split()}, key=len, reverse=True))


ARABIC = Affixes(
    nominal_before=_affixes("و ف ب ل ك ال لل وال فال بال كال ول وب وف ولل د دال عال هاد"),
    nominal_after=_affixes(
        "ه ها هم ي نا ك كم ات ين ون ان يه تي تها ته تهم تنا تك تو و وا هن اتي اته اتها اتهم اتو كن اتنا ا "
        "يا يات يين"
    ),
    verbal_before=_affixes(
        "ي ت ن ا ك كي كت كن كا كان تي تن غي غت غن غ غا غادي سي ست سن س سا و وك وكي وكت وكن "
        "ف ل لي لت لن وي وت ون وغ وغي وغت ا با باش فت في مت ولا فغ"
    ),
    verbal_after=_affixes(
        "ها ه هم ني ك كم نا و وا ات ت تو تي ين ان ون وها وه وهم وني ونا اتها اته اتهم اتو اتني تها ته تهم "
        "تني لي ليا ليه ليها ليهم لينا ليك لو لها له لهم يو ينها ينه ينو ونها ونه ونهم وليا ولي وليها "
        "اتلي تلي ينا يت يتو يني كو ا ي اه اها اهم اني وه هن يه يها"
    ),
    shortest=2,
)
SOUND = Affixes(
    nominal_before=_affixes("w f b l k fl bl wl d dl 3l ll"),
    nominal_after=_affixes("h w y t hm ty tw th n k km yn thm tn wn"),
    verbal_before=_affixes("y t n k ky kt kn ty tn tt 4y 4t 4n 4 w wky wkt wk 4dy"),
    verbal_after=_affixes(
        "h w hm ny k km n t tw ty yn wh whm wny wn th thm tny ly lyh lyhm lyn lyk lh lhm yw lw wly "
        "tly y yt yh"
    ),
    shortest=3,
)


@dataclass(frozen=True, slots=True)
class Stems:
    """The readings of one word: as a noun, as a verb; `denied` when ما…ش wraps it, then `whole` unwrapped."""

    nouns: frozenset[str]
    verbs: frozenset[str]
    denied: bool = False
    whole: frozenset[str] = frozenset()


def _stripped(form: str, before: tuple[str, ...], after: tuple[str, ...], shortest: int) -> Iterator[str]:
    for head in before:
        if not form.startswith(head):
            continue
        rest = form[len(head) :]
        for tail in after:
            if len(rest) - len(tail) >= shortest and rest.endswith(tail):
                yield rest[: len(rest) - len(tail)]


def _readings(form: str, affixes: Affixes) -> tuple[set[str], set[str]]:
    nouns = set(_stripped(form, affixes.nominal_before, affixes.nominal_after, affixes.shortest))
    verbs = set(_stripped(form, affixes.verbal_before, affixes.verbal_after, affixes.shortest))
    return nouns, verbs


def _undenied(form: str, *, no: str, end: str) -> str | None:
    """ماكيجاوبش → كيجاوب: what stands between the two halves of a Darija negation."""
    bare = form.removeprefix("و" if end == "ش" else "w")
    if len(bare) < 5 or not bare.endswith(end) or not bare.startswith(no[0]):
        return None
    return bare[len(no) : -1] if bare.startswith(no) else bare[1:-1]


@lru_cache(maxsize=50_000)
def stems(form: str) -> Stems:
    """All stems of a folded form; sounds for Latin letters, letters for Arabic script."""
    if is_arabic(form):
        inner = _undenied(form, no="ما", end="ش")
        nouns, verbs = _readings(inner or form, ARABIC)
        whole = _readings(form, ARABIC)[0] if inner else set[str]()
        return Stems(frozenset(nouns), frozenset(verbs), inner is not None, frozenset(whole))
    nouns, verbs, whole, denied = set[str](), set[str](), set[str](), False
    ways = sounds(form)
    for way in ways:
        inner = _undenied(way, no="m", end="c") if form[0] == "m" and form[-1] in "hx" else None
        denied = denied or inner is not None
        whole |= _readings(way, SOUND)[0] if inner else set()
        more_nouns, more_verbs = _readings(inner or way, SOUND)
        nouns |= more_nouns
        verbs |= more_verbs
    return Stems(frozenset(nouns), frozenset(verbs), denied, frozenset(whole))


@lru_cache(maxsize=50_000)
def stems_after_no(form: str) -> Stems | None:
    """Stems of a word that follows a standing ما/ma and carries its ش/ch: كيجاوبش → كيجاوب."""
    if is_arabic(form):
        if len(form) < 4 or not form.endswith("ش"):
            return None
        nouns, verbs = _readings(form[:-1], ARABIC)
        return Stems(frozenset(nouns), frozenset(verbs), True)
    if not form.endswith(("ch", "sh", "x")):
        return None
    nouns, verbs = set[str](), set[str]()
    for way in sounds(form):
        more_nouns, more_verbs = _readings(way[:-1], SOUND)
        nouns |= more_nouns
        verbs |= more_verbs
    return Stems(frozenset(nouns), frozenset(verbs), True)

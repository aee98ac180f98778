"""What two descriptions have in common, one line each: what the fitted weights are given for.

A line is a code with a measure, 1.0 where it is simply so. The codes begin with what they tell of: `g` the
given name, `f` the family's, `n` the name as a whole, `p` the father's, `b` birth, `t` the telephone, `i` an
identity number, `c` the commune, `s` the sex. Two letters before the colon: how two of them go together.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from jaras.people.rules.identity.comparing import STRONG, WEAK, Degree, degree, expense
from jaras.people.rules.identity.described import Born, Described, Writing
from jaras.people.rules.names import Unit

Rarity = Callable[[Unit], float]  # minus the logarithm of the share of persons who bear a name heard so
Evidence = dict[str, float]

MOST_RARE = 12.0
UNSAID, BY_FATHER = 12, 13  # beside the degrees: that part was not said; the father's name stands for it


@dataclass(frozen=True, slots=True)
class Fit:
    """How a name that was asked lies on one writing of a known one, word on word."""

    expense: float
    given: int  # the best degree among the words of the given name
    family: int
    given_words: tuple[Unit, ...]  # those asked that lie on it
    family_words: tuple[Unit, ...]
    left: tuple[Unit, ...]  # words asked that lie on nothing
    given_left: int  # words known on which nothing lies, of a part that was said
    family_left: int
    turned: bool  # the family name came first


def best_fit(asked: Described, known: Described) -> Fit | None:
    """The cheapest way to lay a name that was asked on one that is known, over all their writings."""
    best = None
    for one in asked.writings:
        words = one.all
        for other in known.writings:
            grid = [[degree(word, each) for each in other.all] for word in words]
            for given, family, turned in _readings(one):
                fit = _lies(grid, words, given, family, other, turned)
                if best is None or fit.expense < best.expense:
                    best = fit
    return best


def _readings(asked: Writing) -> Iterator[tuple[range, range, bool]]:
    """Which words may be the given name, which the family's: as the boxes say or turned, in a line anyhow."""
    length = len(asked.all)
    borders = (len(asked.given),) if asked.boxes else range(1, length + 1)
    for border in borders:
        yield range(border), range(border, length), False
        if border < length or not asked.boxes:
            yield range(border, length), range(border), True


Grid = list[list[int]]


def _lies(
    grid: Grid, words: tuple[Unit, ...], given: range, family: range, known: Writing, turned: bool
) -> Fit:
    """Words of the given name laid on those of the given name, words of the family's on the family's."""
    border, length = len(known.given), len(known.all)
    best_given, on_given, left_given = _laid(grid, given, range(border))
    best_family, on_family, left_family = _laid(grid, family, range(border, length))
    left = left_given + left_family
    given_left = border - len(on_given) if on_given else 0
    agreement = expense(best_given) + expense(best_family)
    return Fit(
        expense=agreement + 0.5 * len(left) + 0.3 * given_left + 0.05 * turned,
        given=best_given,
        family=best_family,
        given_words=tuple([words[i] for i in on_given]),
        family_words=tuple([words[i] for i in on_family]),
        left=tuple([words[i] for i in left]),
        given_left=given_left,
        family_left=length - border - len(on_family) if on_family else 0,
        turned=turned and bool(on_given and on_family),
    )


def _laid(grid: Grid, asked: range, known: range) -> tuple[int, list[int], list[int]]:
    """Each word on the one it agrees with best: the best degree, the words laid, those left over."""
    if not asked or not known:
        return Degree.OTHER, [], list(asked)
    if len(asked) == len(known) == 1:
        only = grid[asked[0]][known[0]]
        return (only, [asked[0]], []) if only <= WEAK else (Degree.OTHER, [], [asked[0]])
    ways = sorted([(grid[i][j], i, j) for i in asked for j in known if grid[i][j] <= WEAK])
    on: dict[int, int] = {}
    for _agrees, i, j in ways:
        if i not in on and j not in on.values():
            on[i] = j
    return (ways[0][0] if ways else int(Degree.OTHER)), list(on), [i for i in asked if i not in on]


def evidence(asked: Described, known: Described, rarity: Rarity) -> Evidence:
    """Every line on these two."""
    found: Evidence = {}
    fit = best_fit(asked, known)
    if asked.scripts and known.scripts and asked.scripts.isdisjoint(known.scripts):
        found["n:scripts"] = 1.0
    given, family = _name(fit, asked, known, rarity, found)
    father = _father(fit, asked, known, rarity, found)
    birth = _birth(asked.born, known.born)
    telephone = _same(asked.telephones, known.telephones)
    identifier = _identifier(asked, known)
    commune = _equal(asked.commune, known.commune)
    sex = _equal(asked.sex, known.sex)
    for code in (f"b:{birth}", f"t:{telephone}", f"i:{identifier}", f"c:{commune}", f"s:{sex}"):
        found[code] = 1.0
    born = _rough(birth)
    for code in (
        f"gf:{given}{family}", f"gt:{given} {telephone}", f"gp:{given} {father}", f"gb:{given} {born}",
        f"gc:{given} {commune}", f"gs:{given} {sex}", f"ft:{family} {telephone}", f"fb:{family} {born}",
        f"fc:{family} {commune}", f"bt:{born} {telephone}", f"bc:{born} {commune}",
    ):  # fmt: skip
        found[code] = 1.0
    if given in "WX" and family in "SM":  # whoever shares all but the given name may be a brother
        found[f"gpt:{father} {telephone}"] = 1.0
        found[f"gfb:{born}"] = 1.0
    return found


def _name(
    fit: Fit | None, asked: Described, known: Described, rarity: Rarity, found: Evidence
) -> tuple[str, str]:
    """The lines of the name; how its two parts agree, roughly, by a letter each."""
    if fit is None:
        return "U", "U"
    given, family = parts(fit, asked, known)
    found[f"g:{given}"] = found[f"f:{family}"] = 1.0
    for part, words, agrees in (("g", fit.given_words, given), ("f", fit.family_words, family)):
        if words and agrees <= WEAK:
            kind = "sure" if agrees <= STRONG else "initial" if agrees == Degree.INITIAL else "near"
            found[f"{part}-rare {kind}"] = min(sum(map(rarity, words[:2])), MOST_RARE) / 4
    over = [word for word in fit.left if not _is_father(word, known)]
    if over:
        found[f"n:over {min(len(over), 2)}"] = 1.0
    if fit.given_left:
        found["g:left"] = 1.0
    if fit.family_left:
        found["f:left"] = 1.0
    if fit.turned:
        found["n:turned"] = 1.0
    return _letter(given), _letter(family)


def parts(fit: Fit, asked: Described, known: Described) -> tuple[int, int]:
    """How each of the two agrees: a degree, or that it was not said, or that the father stands for it."""
    given, family = fit.given, fit.family
    said = len(fit.given_words) + len(fit.family_words) + len(fit.left)
    if family == Degree.OTHER:
        if any(_is_father(word, known) for word in fit.left):
            family = BY_FATHER
        elif not fit.left or (said == 1 and given <= WEAK):
            family = UNSAID
    if given == Degree.OTHER and not fit.left:
        given = UNSAID
    return given, family


def distance(said: Evidence) -> float:
    """How far apart two descriptions are, without weights: by the name, then by what is the same."""
    degrees = [int(code[2:]) for code in said if code[:2] in ("g:", "f:") and code[2:].isdigit()]
    name = sum(0.6 if each == BY_FATHER else expense(min(each, Degree.OTHER)) for each in degrees)
    return (
        name - 2.0 * sum(code in said for code in ("t:same", "i:same", "i:near")) - 0.5 * ("c:same" in said)
    )


def _is_father(word: Unit, known: Described) -> bool:
    return any(degree(word, father) <= Degree.LETTER for father in known.fathers)


def _letter(agrees: int) -> str:
    if agrees <= STRONG:
        return "S"
    if agrees <= Degree.CONSONANT:
        return "M"
    if agrees <= Degree.INITIAL:
        return "P"
    if agrees <= WEAK:
        return "W"
    return {UNSAID: "U", BY_FATHER: "F"}.get(agrees, "X")


_FATHERS = ((STRONG, "same"), (Degree.SERVED, "near"), (WEAK, "like"), (Degree.OTHER, "other"))


def _father(fit: Fit | None, asked: Described, known: Described, rarity: Rarity, found: Evidence) -> str:
    said = "unknown"
    if asked.fathers and known.fathers:
        best = min(degree(one, other) for one in asked.fathers for other in known.fathers)
        said = next(name for last, name in _FATHERS if best <= last)
    elif fit is not None and any(_is_father(word, known) for word in fit.left):
        said = "named"
    found[f"p:{said}"] = 1.0
    if said in ("same", "named"):
        found["p-rare"] = min(max(map(rarity, known.fathers)), MOST_RARE) / 4
    return said


def _birth(asked: Born | None, known: Born | None) -> str:
    """How two births agree: days where both are known, else years, more loosely where one was guessed."""
    if known is None or asked is None:
        return "unknown" if known is None else "unasked"
    apart = abs(asked.year - known.year)
    kind = "guessed " if known.guessed or known.said else ""
    if asked.day and known.day:
        return kind + _days(asked.day.timetuple()[:3], known.day.timetuple()[:3])
    if asked.said or asked.guessed:
        kind += "tens " if asked.rounded else ""
        return f"{kind}age {apart if apart <= 5 else 6 if apart <= 8 else 9}"
    kind = kind or ("civil " if asked.civil or known.civil else "")
    return f"{kind}year {_years(apart)}"


def _days(asked: tuple[int, ...], known: tuple[int, ...]) -> str:
    if asked == known:
        return "day 0"
    (year, month, day), (their_year, their_month, their_day) = asked, known
    if year == their_year:
        turned = (month, day) == (their_day, their_month)
        return "day slip" if turned or month == their_month or day == their_day else "day 1"
    if (month, day) == (their_month, their_day):
        return "day slip"
    return f"day {_years(abs(year - their_year))}"


def _years(apart: int) -> str:
    return str(apart) if apart <= 3 else "4" if apart <= 5 else "6" if apart <= 9 else "10"


def _rough(birth: str) -> str:
    if birth in ("unknown", "unasked"):
        return "unknown"
    if "day 0" in birth or "slip" in birth:
        return "day"
    last = birth.rsplit(" ", 1)[1]
    if last == "0":
        return "year"
    return "near" if last in "1234" and "day" not in birth else "far"


def _same(asked: frozenset[str], known: frozenset[str]) -> str:
    if not asked or not known:
        return "unknown"
    return "other" if asked.isdisjoint(known) else "same"


def _identifier(asked: Described, known: Described) -> str:
    said = _same(asked.identifiers, known.identifiers)
    return "near" if said == "other" and not known.identifiers.isdisjoint(asked.near_identifiers) else said


def _equal(asked: str, known: str) -> str:
    if not asked or not known:
        return "unknown"
    return "same" if asked == known else "other"

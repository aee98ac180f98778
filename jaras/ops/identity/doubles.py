"""Invents a second record for some persons of a registry, as registers slip; brothers beside them."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from jaras.ops.identity.benchmark import Row
from jaras.people.rules.names import units

# What people write for one another, in names of the Maghreb in Latin letters, in Arabic ones.
_HABITS = (
    ("ou", "u"), ("u", "ou"), ("ch", "sh"), ("sh", "ch"), ("k", "q"), ("q", "k"), ("c", "k"), ("ss", "s"),
    ("s", "ss"), ("dd", "d"), ("mm", "m"), ("i", "y"), ("y", "i"), ("e", "a"), ("a", "e"), ("gh", "r"),
    ("ai", "ay"), ("ine", "in"), ("El ", "El-"), ("El ", ""), ("Ben ", "Ben"), ("Ait ", "Aït "), ("ah", "a"),
)  # fmt: skip
_HABITS_IN_ARABIC = (("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ة", "ه"), ("ى", "ي"), ("ؤ", "و"), ("ئ", "ي"))
_KEYS = "azertyuiopqsdfghjklmwxcvbn"  # neighbours on the keyboard are neighbours here


@dataclass(frozen=True)
class Doubles:
    """Rows to add to a registry; whose each double is; the brothers and twins, who are no doubles."""

    rows: Sequence[Row]
    of: dict[str, str]  # the double's own number → the person's
    kin: frozenset[str]


def doubles(rows: Sequence[Row], *, share: float, seed: int) -> Doubles:
    """For so many persons a second record; for half as many a brother or a twin."""
    chance = random.Random(seed)  # nosec B311 - invented persons, no secret
    made, of, kin = [], {}, set()
    for number, row in enumerate(chance.sample(list(rows), int(len(rows) * share))):
        double = _again(row, chance) | {"person_id": f"X{number}"}
        made.append(double)
        of[double["person_id"]] = row["person_id"]
        other = chance.choice(rows)
        if chance.random() < 0.5 and _may_be_brothers(row, other):
            brother = _brother(row, other, chance) | {"person_id": f"Y{number}"}
            made.append(brother)
            kin.add(brother["person_id"])
    return Doubles(made, of, frozenset(kin))


def _may_be_brothers(one: Row, other: Row) -> bool:
    """Whether the given name of the other can be written as that of the one is, shares no word with it."""
    parts = ("given_name", "given_name_ar")
    words = [
        {each for part in parts for unit in units(row[part]) for each in unit.skeletons}
        for row in (one, other)
    ]
    return words[0].isdisjoint(words[1]) and all(other[part] for part in parts if one[part])


def _again(row: Row, chance: random.Random) -> dict[str, str]:
    """The same person as somebody else writes them down on another day."""
    found = dict(row)
    latin, arabic = bool(row["given_name"]), bool(row["given_name_ar"])
    if latin and arabic:
        left_out = chance.choice((("given_name", "family_name"), ("given_name_ar", "family_name_ar"), ()))
        found |= dict.fromkeys(left_out, "")
    for part in ("given_name", "family_name", "given_name_ar", "family_name_ar"):
        found[part] = _written(found[part], chance)
    if chance.random() < 0.05:
        found |= {"given_name": found["family_name"], "family_name": found["given_name"]}
    found["birth_date"], found["birth_estimated"] = _birth(row, chance)
    for part, lost in (("father_given", 0.4), ("phone", 0.4), ("cin", 0.6), ("commune", 0.1)):
        if chance.random() < lost:
            found[part] = ""
    if found["phone"] and chance.random() < 0.4:
        found["phone"] = f"06{chance.randrange(10**8):08}"
    return found


def _birth(row: Row, chance: random.Random) -> tuple[str, str]:
    known, drawn = row["birth_date"], chance.random()
    if not known or drawn < 0.1:
        return "", "0"
    year = int(known[:4])
    if drawn < 0.25:
        return str(year + chance.randint(-2, 2)), "1"
    if drawn < 0.4:
        return str(year), "0"
    if drawn < 0.45 and len(known) == 10 and not known.endswith("01-01"):
        return f"{known[:8]}{chance.randint(1, 28):02}", "0"
    return known, row["birth_estimated"]


def _written(name: str, chance: random.Random) -> str:
    drawn = chance.random()
    if not name or drawn < 0.4:
        return name
    arabic = name > "ء"
    if drawn < 0.85:
        fitting = [each for each in (_HABITS_IN_ARABIC if arabic else _HABITS) if each[0] in name]
        return name.replace(*chance.choice(fitting), 1) if fitting else name
    return _slipped(name, arabic, chance)


def _slipped(name: str, arabic: bool, chance: random.Random) -> str:
    """A letter left out, written twice, taken for its neighbour, or two that changed places."""
    at = chance.randrange(1, max(2, len(name) - 1))
    before, letter, after = name[:at], name[at : at + 1], name[at + 1 :]
    kind = chance.randrange(3 if arabic or letter not in _KEYS else 4)
    if kind == 0:
        return before + after
    if kind == 1:
        return before + letter + letter + after
    if kind == 2:
        return before + after[:1] + letter + after[1:]
    return before + _KEYS[(_KEYS.index(letter) + 1) % len(_KEYS)] + after


def _brother(row: Row, other: Row, chance: random.Random) -> dict[str, str]:
    """The family, the father, the house, often the telephone of somebody, with the given name of another."""
    twin, born = chance.random() < 0.3, row["birth_date"]
    if born and not twin:
        born = f"{int(born[:4]) + chance.choice((-4, -3, -2, -1, 1, 2, 3, 4))}{born[4:]}".replace(
            "-02-29", "-02-28"
        )
    names = {part: other[part] if row[part] else "" for part in ("given_name", "given_name_ar")}
    phone = row["phone"] if chance.random() < 0.6 else ""
    return dict(row) | names | {"birth_date": born, "phone": phone, "cin": "", "sex": other["sex"]}

"""Two records side by side: what agrees, what differs, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from jaras.kernel.coded import Item
from jaras.kernel.folding import fold
from jaras.people.lists import likeness_reasons, origins
from jaras.people.models import Link, Person
from jaras.people.rules.birth import birth_written
from jaras.web.shell.templating import label

BEFORE = "before"  # what the night begins with is no reason
LIKELY, VERY_LIKELY = 0.7, 0.95


@dataclass(frozen=True)
class Line:
    """One thing known of both or of one: what each record says, whether they say the same."""

    word: str
    one: str
    two: str

    @property
    def same(self) -> bool | None:
        """None where one of them says nothing."""
        if not self.one or not self.two:
            return None
        return fold(self.one) == fold(self.two)


@dataclass(frozen=True)
class Why:
    """The reasons of a proposal by the side for which they speak."""

    agrees: list[Item]
    differs: list[Item]
    besides: list[Item]


def compared(one: Person, two: Person, *, today: date) -> list[Line]:
    """What is known of either; what is known of neither is left out."""
    rows = zip(_said(one, today), _said(two, today), strict=True)
    return [Line(word, left, right) for (word, left), (_word, right) in rows if left or right]


def _said(person: Person, today: date) -> Iterator[tuple[str, str]]:
    age = person.age(today)
    sexes = {"f": _("Woman"), "m": _("Man")}
    yield _("Name"), person.latin_name
    yield _("Name in Arabic script"), person.arabic_name
    yield _("Nickname"), person.nickname
    yield _("Father’s name"), person.father_name
    yield _("Married name"), person.married_name
    yield _("Who is meant"), person.description
    yield _("Distinguishing signs"), person.signs
    yield _("Woman, man"), sexes.get(person.sex, "")
    yield _("Born"), birth_written(person.birth)
    yield _("Age"), (_("about %(years)s") if age.about else "%(years)s") % {"years": age.years} if age else ""
    yield _("Telephone"), person.telephone
    yield _("Commune"), person.commune.name if person.commune else ""
    yield _("Languages spoken"), person.spoken
    yield _("Where they come from"), label(origins()[person.origin]) if person.origin in origins() else ""


def why(link: Link) -> Why:
    """What the proposal said, the heaviest first."""
    known = likeness_reasons()
    items = [known[code] for code, _weight in link.reasons if code in known and code != BEFORE]
    sides: dict[str, list[Item]] = {side: [] for side in ("yes", "no", "neither")}
    for item in items:
        sides[item["speaks_for"]].append(item)
    return Why(sides["yes"], sides["no"], sides["neither"])


def likely(link: Link) -> str:
    """The probability in words: a number alone would say more than anybody knows."""
    if link.probability >= VERY_LIKELY:
        return _("Very likely the same person")
    if link.probability >= LIKELY:
        return _("Probably the same person")
    return _("Perhaps the same person")

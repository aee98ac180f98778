"""The words of a merge: what a record says, the rows that move, what did not come back."""

from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jaras.people.lists import origins, target_groups
from jaras.people.models import Person
from jaras.people.rules.birth import birth_written
from jaras.people.rules.merging import Part
from jaras.web.shell.templating import label

WORDS = {
    "given_name": gettext_lazy("Given name"),
    "family_name": gettext_lazy("Family name"),
    "arabic_name": gettext_lazy("Name in Arabic script"),
    "nickname": gettext_lazy("Nickname"),
    "father_name": gettext_lazy("Father’s name"),
    "grandfather_name": gettext_lazy("Grandfather’s name"),
    "married_name": gettext_lazy("Married name"),
    "description": gettext_lazy("Who is meant"),
    "signs": gettext_lazy("Distinguishing signs"),
    "sex": gettext_lazy("Woman, man"),
    "birth": gettext_lazy("Born"),
    "telephone": gettext_lazy("Telephone"),
    "telephone_with": gettext_lazy("With whom the telephone is shared"),
    "languages": gettext_lazy("Languages spoken"),
    "speaks": gettext_lazy("Languages, in their words"),
    "contact_safety": gettext_lazy("So as not to put them in danger"),
    "commune_id": gettext_lazy("Commune"),
    "origin": gettext_lazy("Where they come from"),
    "origin_place": gettext_lazy("Place they come from"),
    "target_groups": gettext_lazy("Situation"),
}
BIRTH = ("born_on", "born_year", "born_estimated", "age_about", "age_said_on")


def part_word(part: Part) -> str:
    return str(WORDS.get(part.code, part.code))


def said(person: Person, part: Part) -> str:
    """What a record says of one part, in words."""
    if part.code == "birth":
        about = _("about %(years)s years old") % {"years": person.age_about}
        return birth_written(person.birth) or (about if person.age_about is not None else "")
    if part.code == "sex":
        return {"f": _("Woman"), "m": _("Man")}.get(person.sex, "")
    if part.code == "commune_id":
        return person.commune.name if person.commune else ""
    if part.code == "origin":
        return label(origins()[person.origin]) if person.origin in origins() else ""
    if part.code == "languages":
        return person.spoken.removesuffix(person.speaks).rstrip(", ")
    if part.code == "target_groups":
        return ", ".join(label(item) for item in target_groups() if item.code in person.target_groups)
    return str(getattr(person, part.columns[0]) or "")


def counted(rows: Mapping[str, int]) -> list[str]:
    """Rows by kind, in words; what has no word of its own is counted together."""
    left = dict(rows)
    told = [KINDS[kind](left.pop(kind)) for kind in KINDS if left.get(kind)]
    others = sum(left.values())
    if others:
        told.append(ngettext("one other line", "%(num)s other lines", others) % {"num": others})
    return told


# Each takes how many there are, one at least.
KINDS: Mapping[str, Callable[[int], str]] = {
    "cases.party": lambda n: ngettext("one case", "%(num)s cases", n) % {"num": n},
    "intake.reportperson": lambda n: ngettext("one report", "%(num)s reports", n) % {"num": n},
    "care.diagnosis": lambda n: ngettext("one diagnosis", "%(num)s diagnoses", n) % {"num": n},
    "care.need": lambda n: ngettext("one need", "%(num)s needs", n) % {"num": n},
    "care.intervention": lambda n: ngettext("one help", "%(num)s helps", n) % {"num": n},
    "care.appointment": lambda n: ngettext("one appointment", "%(num)s appointments", n) % {"num": n},
    "inclusion.lifeproject": lambda n: (
        ngettext("one version of a life project", "%(num)s versions of life projects", n) % {"num": n}
    ),
    "privacy.consent": lambda n: ngettext("one line of consent", "%(num)s lines of consent", n) % {"num": n},
    "privacy.identitynumber": lambda _n: _("the identity number"),
}


def left_words(left: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """What an un-merge did not bring back: what, why."""
    why = {
        "changed": _("it was changed since: what was written since stays"),
        "emptied": _("it was emptied since, under the rules of retention"),
        "gone": _("it was taken away or moved since"),
    }
    return [(_what(name), why.get(code, code)) for code, name in left]


def _what(name: str) -> str:
    code = "birth" if name in BIRTH else name
    if code in WORDS:
        return str(WORDS[code])
    return next(iter(counted({name: 1})), name)

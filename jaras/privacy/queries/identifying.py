"""Identity numbers as far as they tell persons apart: by their digests."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from string import ascii_uppercase, digits

from django.db.models import QuerySet

from jaras.kernel import whole_lists
from jaras.kernel.prepared import in_sizes, prepared
from jaras.people.queries import Identifiers
from jaras.privacy.models import IdentityNumber
from jaras.privacy.queries.identity import digest, digests_of
from jaras.privacy.rules import normalised

_BEARING = f"""
SELECT known.digest, known.person_id FROM {{words}}
CROSS JOIN {IdentityNumber._meta.db_table} known WHERE known.digest = asked.value
"""  # nosec B608 - our own words: what is sought is a parameter
_SIGNS = ascii_uppercase + digits


def _of(ids: Sequence[int]) -> Mapping[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    for part in in_sizes(ids):
        for person, each in _kept(*part):
            found.setdefault(person, set()).add(each)
    return {person: frozenset(each) for person, each in found.items()}


@prepared
def _kept(*ids: int) -> QuerySet[IdentityNumber, tuple[int, str]]:
    return IdentityNumber.objects.filter(person__in=ids).exclude(digest="").values_list("person_id", "digest")


def _bearing(sought: Collection[str]) -> Iterable[tuple[str, int]]:
    return whole_lists.rows(_BEARING, list(sought)) if sought else []


def _digests(written: str) -> frozenset[str]:
    number = normalised(written)
    return frozenset([digest(number)] if number else [])


def _near(written: str) -> frozenset[str]:
    """Of every number one slip away: a sign left out, put in, taken for another, two that changed places."""
    number = normalised(written)
    found: set[str] = set()
    for at in range(len(number) + 1):
        before, after = number[:at], number[at:]
        found.update(before + sign + after for sign in _SIGNS)
        if after:
            found.update(before + sign + after[1:] for sign in ("", *_SIGNS))
        if len(after) > 1:
            found.add(before + after[1] + after[0] + after[2:])
    return digests_of(found - {number, ""}) if number else frozenset()


identifiers = Identifiers(of=_of, bearing=_bearing, digests=_digests, near=_near)

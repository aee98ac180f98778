"""Sealed telephones are found by keyed digests of the number, whole or by its last digits."""

import hmac
import re
from collections.abc import Collection, Iterable, Sequence
from hashlib import sha256

from django.db import models, transaction

from jaras.kernel import whole_lists
from jaras.kernel.keys import ring
from jaras.kernel.models import TelephoneDigest
from jaras.kernel.prepared import in_sizes, prepared

COUNTRY = "MA"
LASTS = (8, 6, 4)  # digits that people remember of a number
_BETWEEN = re.compile(r"[/;,|\n]|\s(?:ou|et|or|and|أو|و)\s")
SHORTEST_WRITTEN, BATCH = 6, 500


def normalised(written: str) -> str:
    """The number as the whole world writes it; whatever is none, by its digits alone."""
    import phonenumbers  # when first used: its tables are in every process that loads it

    digits = "".join(str(int(sign)) for sign in written if sign.isdecimal())
    try:
        number = phonenumbers.parse(written, COUNTRY)
    except phonenumbers.NumberParseException:
        return digits
    if not phonenumbers.is_possible_number(number):
        return digits
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def numbers(written: str) -> list[str]:
    """Every number of a field in which people write two."""
    found = (normalised(part) for part in _BETWEEN.split(written))
    return list(dict.fromkeys(number for number in found if len(number) >= SHORTEST_WRITTEN))


def index(subject: str, subject_id: int, written: str, *, fresh: bool = False) -> None:
    """Make a thing findable by this telephone; a `fresh` one was never findable before."""
    if not fresh:
        forget_many(subject, [subject_id])
    index_many(subject, [(subject_id, written)])


def index_many(subject: str, rows: Iterable[tuple[int, str]]) -> None:
    """Make many things findable that were never findable before."""
    made = [_row(subject, pk, number) for pk, written in rows if written for number in numbers(written)]
    if made:
        TelephoneDigest.objects.bulk_create(made)


def index_all(subject: str, model: type[models.Model], column: str) -> None:
    """Every row of a table that may not be findable yet, in batches; again without harm."""
    last = 0
    rows = model._base_manager.exclude(**{column: ""}).order_by("pk")
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        with transaction.atomic():
            forget_many(subject, [row.pk for row in batch])
            index_many(subject, [(row.pk, getattr(row, column)) for row in batch])
        last = batch[-1].pk


def forget_many(subject: str, ids: Sequence[int]) -> None:
    """Nobody finds them by their number any more."""
    TelephoneDigest.objects.filter(subject=subject, subject_id__in=ids).delete()


def find(subject: str, typed: str, *, most: int = 200) -> list[int]:
    """Ids of what has this number, else a number that ends so; newest first. Four digits at least."""
    number = normalised(typed)
    digits = number.lstrip("+")
    rows = TelephoneDigest.objects.filter(subject=subject)
    if number.startswith("+"):
        found = rows.filter(whole=_digest("whole", number))
    else:
        last = next((length for length in LASTS if len(digits) >= length), 0)
        if not last:
            return []
        found = rows.filter(**{f"last{last}": _digest(f"last{last}", digits[-last:])})
    return list(dict.fromkeys(found.order_by("-subject_id").values_list("subject_id", flat=True)[:most]))


def exactly(subject: str, typed: str) -> list[int]:
    """Ids of what has this very number."""
    rows = TelephoneDigest.objects.filter(subject=subject, whole=_digest("whole", normalised(typed)))
    return list(rows.order_by("-subject_id").values_list("subject_id", flat=True))


def digests(written: str) -> frozenset[str]:
    """What is kept of every number of a field: equal where the numbers are, however they are written."""
    return frozenset(_digest("whole", number) for number in numbers(written))


_BEARING = f"""
SELECT known.subject_id
FROM {{words}} CROSS JOIN {TelephoneDigest._meta.db_table} known
WHERE known.whole = asked.value AND known.subject = %s
ORDER BY known.subject_id DESC LIMIT %s
"""  # nosec B608 - our own words: what is sought is a parameter


def bearing(subject: str, sought: Collection[str], *, most: int) -> list[int]:
    """Ids of what has one of the numbers with these `digests`, the newest first."""
    if not sought:
        return []
    return [pk for (pk,) in whole_lists.rows(_BEARING, list(sought), subject, most)]


def digests_of(subject: str, ids: Sequence[int]) -> dict[int, frozenset[str]]:
    """The digests of the numbers of these things, a query for 96; things without a number are left out."""
    found: dict[int, set[str]] = {}
    for part in in_sizes(ids):
        for pk, whole in _wholes(subject, *part):
            found.setdefault(pk, set()).add(whole)
    return {pk: frozenset(each) for pk, each in found.items()}


@prepared
def _wholes(subject: str, *ids: int) -> models.QuerySet[TelephoneDigest, tuple[int, str]]:
    return TelephoneDigest.objects.filter(subject=subject, subject_id__in=ids).values_list(
        "subject_id", "whole"
    )


def looks_like_one(typed: str) -> bool:
    """Digits with what stands between digits, four at least."""
    return sum(map(str.isdecimal, typed)) >= LASTS[-1] and not any(map(str.isalpha, typed))


def _row(subject: str, subject_id: int, number: str) -> TelephoneDigest:
    digits = number.lstrip("+")
    return TelephoneDigest(
        subject=subject,
        subject_id=subject_id,
        whole=_digest("whole", number),
        **{f"last{last}": _digest(f"last{last}", digits[-last:]) for last in LASTS},
    )


def _digest(what: str, digits: str) -> str:
    """Keyed: of a number without its key there are too few to hide."""
    return hmac.new(ring.ring().lookup, f"telephone:{what}:{digits}".encode(), sha256).hexdigest()[:20]

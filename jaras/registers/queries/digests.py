"""Which rows say the same, in one register or in two."""

import hmac
from collections import Counter
from collections.abc import Collection
from hashlib import sha256

from django.db.models import Count
from django.utils.crypto import salted_hmac

from jaras.kernel.keys import ring
from jaras.registers.models import Register, RegisterRow
from jaras.registers.rules import Line

SAID = (
    "moment", "kind", "given_name", "family_name", "arabic_name", "person_number", "case_number", "sex",
    "age", "born_on", "nights", "cost", "commune", "place", "note",
)  # fmt: skip
# What registers could not say at first: a row without it stands for what it stood for then.
LATER = {"times": 1, "origin": "", "channel": "", "father_name": ""}


def keyed(said: str) -> str:
    """What stands for a number or a name of the register; nothing where nothing was said."""
    made = hmac.new(ring.ring().lookup, f"register:{said}".encode("utf-8", "replace"), sha256)
    return made.hexdigest()[:32] if said else ""


def digest(line: Line) -> str:
    """What stands for a row: without the key of this copy nobody finds its words again."""
    told = [str(getattr(line, name)) for name in SAID]
    told += [f"{name}:{getattr(line, name)}" for name, usual in LATER.items() if getattr(line, name) != usual]
    said = "\x1f".join(told)
    return salted_hmac("jaras.registers", said, algorithm="sha256").hexdigest()[:32]


def brought_in(digests: Collection[str], *, but: Register) -> Counter[str]:
    """How many rows of other registers that say this were written."""
    rows = RegisterRow.objects.filter(digest__in=digests, intervention__isnull=False).exclude(register=but)
    return Counter(dict(rows.order_by().values_list("digest").annotate(Count("pk"))))


def handled(digests: Collection[str], *, of: Register) -> Counter[str]:
    """How many rows of this register that say this were passed already."""
    rows = RegisterRow.objects.filter(register=of, digest__in=digests)
    return Counter(dict(rows.order_by().values_list("digest").annotate(Count("pk"))))

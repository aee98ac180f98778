"""What every address asks in the same way: pages, keys, numbers, rights."""

from datetime import datetime
from hashlib import sha256
from typing import Annotated
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Header, Query

from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.territory import queries as territory
from jaras.territory.models import Commune

MOST = 100
After = Annotated[str, Query("", max_length=400)]
Size = Annotated[int, Query(50, ge=1, le=MOST)]
Key = Annotated[str, Header("", alias="Idempotency-Key", max_length=100)]


def require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def possible(pk: int) -> int:
    """A number no database could hold is simply not there."""
    if not 0 < pk < 2**63:
        raise Http404
    return pk


def key_of(by: Actor, given: str) -> str:
    """One member's key is no other's; without one each request is its own."""
    return f"{by.member_id}:{given or uuid4().hex}"


def short_key(by: Actor, given: str) -> str:
    """The same where a key has little room; nothing where none was given."""
    return sha256(f"{by.member_id}:{given}".encode("utf-8", "replace")).hexdigest()[:24] if given else ""


def commune_of(code: str | None) -> Commune | None:
    """The commune of this code, which must be of the territory."""
    if not code:
        return None
    commune = territory.commune_of_code(code)
    if commune is None:
        raise Refused(_("This commune is not in the territory."), field="commune_code")
    return commune


def moment_of(given: datetime | None) -> datetime | None:
    """A moment without its zone is of the territory."""
    return timezone.make_aware(given) if given is not None and timezone.is_naive(given) else given

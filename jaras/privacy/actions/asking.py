"""A request for somebody's rights is taken, heard by a member or written on the public page."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from jaras.kernel import access, events, idempotency, text
from jaras.kernel.actor import Actor
from jaras.kernel.coded import CodedList
from jaras.kernel.refusal import Refused
from jaras.privacy import events as facts
from jaras.privacy import lists, queries
from jaras.privacy.models import RightsRequest
from jaras.privacy.rules import ON_PAGE, PrivacyVerb, fits

LONGEST_NAME, LONGEST_WORDS = 160, 4000


@transaction.atomic
def ask(
    *,
    right: str,
    way: str,
    asker: str,
    asker_name: str,
    by: Actor,
    at: datetime,
    about_name: str = "",
    contact: str = "",
    words: str = "",
) -> RightsRequest:
    """Somebody asks; the day by which they are answered is counted from now."""
    access.require(by, PrivacyVerb.REQUESTS)
    known(lists.ways(), way, "way")
    said = {"asker_name": asker_name, "about_name": about_name, "contact": contact, "words": words}
    return _take(right, way, asker, said, by=by, at=at)


def ask_on_page(
    *,
    right: str,
    asker: str,
    asker_name: str,
    key: str,
    by: Actor,
    at: datetime,
    about_name: str = "",
    contact: str = "",
    words: str = "",
) -> RightsRequest:
    """Anybody asks, nobody is looked up: it waits until who asks is checked. The same `key` is kept once."""
    if (first := queries.asked_with(key)) is not None:
        return first
    said = {"asker_name": asker_name, "about_name": about_name, "contact": contact, "words": words}
    try:
        with transaction.atomic():
            asked = _take(right, ON_PAGE, asker, said, by=by, at=at)
            idempotency.remember("rightsrequest", key, asked.pk, at=at)
    except IntegrityError:
        if (first := queries.asked_with(key)) is None:
            raise
        return first
    return asked


def known(items: CodedList, code: str, field: str, *, of: RightsRequest | None = None) -> None:
    """The code stands in its list, among those of this right, this way, where the list tells them apart."""
    item = items.get(code)
    if item is None or (of is not None and not fits(item, of)):
        raise Refused(_("This value is not in the list."), field=field)


def _take(
    right: str, way: str, asker: str, said: dict[str, str], *, by: Actor, at: datetime
) -> RightsRequest:
    known(lists.rights(), right, "right")
    known(lists.askers(), asker, "asker")
    name = text.within(said["asker_name"], limit=LONGEST_NAME, field="asker_name")
    about = text.within(said["about_name"], limit=LONGEST_NAME, field="about_name")
    if not name:
        raise Refused(_("Write who asks."), field="asker_name")
    if asker != "person" and not about:
        raise Refused(_("Write for whom they ask."), field="about_name")
    asked = RightsRequest.objects.create(
        right=right,
        way=way,
        asker=asker,
        asker_name=name,
        about_name=about if asker != "person" else "",
        contact=text.within(said["contact"], limit=LONGEST_NAME, field="contact"),
        words=text.within(said["words"], limit=LONGEST_WORDS, field="words"),
        received_at=at,
        received_by_id=by.member_id,
        due_on=localdate(at) + timedelta(days=int(lists.rights()[right]["days"])),
    )
    told = facts.RightAsked(rightsrequest_id=asked.pk, right=right, way=way, asker=asker)
    events.publish(told, by=by, at=at)
    return asked

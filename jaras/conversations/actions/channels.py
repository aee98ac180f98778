"""What an administrator chooses for a channel."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.conversations import events as facts
from jaras.conversations.lists import channels
from jaras.conversations.models import Channel
from jaras.conversations.rules.states import ConversationsVerb
from jaras.kernel import access, events
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused


@transaction.atomic
def set_channel(*, code: str, acknowledges: bool, by: Actor, at: datetime) -> Channel:
    """Whether whoever writes there is told by itself that it arrived."""
    access.require(by, ConversationsVerb.CHANNELS)
    if code not in channels():
        raise Refused(_("This value is not in the list."), field="code")
    row, _made = Channel.objects.update_or_create(
        code=code, defaults={"acknowledges": acknowledges, "by_id": by.member_id, "at": at}
    )
    fact = facts.ChannelSet(channel_id=row.pk, code=code, acknowledges=acknowledges)
    events.publish(fact, by=by, at=at)
    return row

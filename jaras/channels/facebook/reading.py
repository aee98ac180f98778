"""What a Facebook page delivers, turned into what was said.

A `read` names no message, but an hour up to which all were read, as a `delivery` without `mids` does: nothing
is told of these, since a state that may be wrong is worse than none. Messages are read one by one elsewhere.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from jaras.channels.base import graph
from jaras.channels.base.wire import Said, each, fingerprint, inner, loaded, moment, number, word
from jaras.conversations.rules import Attached, Incoming, Kind, Read, Told, Unreadable

FILES = {"image": Kind.IMAGE, "audio": Kind.VOICE, "video": Kind.DOCUMENT, "file": Kind.DOCUMENT}
# What a person did without saying anything.
SILENT = {"delivery", "read", "referral", "optin", "account_linking", "policy_enforcement"}
POSTS = {"status", "post", "photo", "video", "share", "link"}
EDITED, REMOVED = {"edit", "edited", "update"}, {"remove", "delete"}


class Reader:
    """Private messages, public comments, what became of ours; the page's own words are left out."""

    channel = "facebook"

    def read(self, body: bytes, said: Mapping[str, str]) -> Read:
        delivery = loaded(body)
        if delivery.get("object") != "page":
            raise Unreadable("not of a page")
        said_here: list[Incoming] = []
        told: list[Told] = []
        for entry in each(delivery, "entry"):
            page = word(entry, "id")
            for event in (*each(entry, "messaging"), *each(entry, "standby")):
                told += _told(event)
                said_here += _private(event, page)
            for change in each(entry, "changes"):
                if change.get("field") == "feed":
                    said_here += _public(inner(change, "value"), page)
        return Read(said=tuple(said_here), told=tuple(told))

    def fetch(self, attached: Attached) -> bytes:
        """The address in the delivery carries its own signature; after some days it is no more."""
        return graph.downloaded(attached.ref)


def _told(event: Said) -> Iterator[Told]:
    mids = inner(event, "delivery").get("mids")
    for mid in mids if isinstance(mids, list) else ():
        at = moment(inner(event, "delivery"), "watermark", per_second=1000)
        yield Told(external_id=str(mid), went="delivered", at=at)


def _private(event: Said, page: str) -> Iterator[Incoming]:
    sender = word(inner(event, "sender"), "id")
    if sender == page or inner(event, "message").get("is_echo") or SILENT & event.keys():
        return
    content = _content(event)
    yield Incoming(
        external_id=content.pop("external_id", "") or fingerprint(event),
        address=sender,
        at=moment(event, "timestamp", per_second=1000),
        raw=event,
        **content,
    )


def _content(event: Said) -> dict[str, Any]:
    """The fields that say what was said."""
    if message := inner(event, "message"):
        return _message(message)
    if pressed := inner(event, "postback"):
        button = {"button": word(pressed, "payload")}
        found = {"kind": Kind.BUTTON, "words": word(pressed, "title"), "context": button}
        return found | {"external_id": word(pressed, "mid")}
    if reaction := inner(event, "reaction"):
        words = "" if reaction.get("action") == "unreact" else word(reaction, "emoji")
        return {"kind": Kind.REACTION, "words": words, "answers": (word(reaction, "mid"),)}
    if edit := inner(event, "message_edit"):
        edits = {"edits": word(edit, "mid")}
        return {"kind": Kind.TEXT, "words": word(edit, "text"), "context": edits}
    return {"kind": Kind.UNKNOWN}


def _message(message: Said) -> dict[str, Any]:
    files, links = [], []
    found: dict[str, Any] = {"kind": Kind.TEXT, "external_id": word(message, "mid")}
    for part in each(message, "attachments"):
        kind, payload = word(part, "type"), inner(part, "payload")
        if kind == "location":
            where = inner(payload, "coordinates")
            found |= {"kind": Kind.LOCATION, "place": word(part, "title")}
            found |= {"latitude": number(where, "lat"), "longitude": number(where, "long")}
        elif kind in FILES and word(payload, "url"):
            files.append(Attached(kind=FILES[kind], ref=word(payload, "url")))
        else:  # something of Facebook's that they share: its title, where it stands
            links += [
                word(part, "title") or word(payload, "title"),
                word(payload, "url") or word(part, "url"),
            ]
    if files:
        found |= {"kind": files[0].kind, "attached": tuple(files)}
    if reply := inner(message, "quick_reply"):
        found |= {"kind": Kind.BUTTON, "context": {"button": word(reply, "payload")}}
    if answered := word(inner(message, "reply_to"), "mid"):
        found["answers"] = (answered,)
    found["words"] = "\n".join(filter(None, (word(message, "text"), *links)))
    if found["kind"] is Kind.TEXT and not found["words"]:
        found["kind"] = Kind.UNKNOWN
    return found


def _public(value: Said, page: str) -> Iterator[Incoming]:
    """A comment, or a post of somebody on the page: to be answered in private."""
    verb, item, who = word(value, "verb"), word(value, "item"), inner(value, "from")
    if word(who, "id") == page or (item != "comment" and item not in POSTS):
        return
    own_id = word(value, "comment_id" if item == "comment" else "post_id")
    answer_to = {"comment_id": own_id} if item == "comment" else {"post_id": own_id}
    if verb in REMOVED:
        fields: dict[str, Any] = {"external_id": f"{own_id}:removed", "kind": Kind.REMOVED}
        fields["context"] = {"removes": own_id}
    elif verb in EDITED:
        fields = {"external_id": f"{own_id}:{fingerprint(value)[:16]}", "kind": Kind.COMMENT}
        fields["context"] = answer_to | {"edits": own_id}
    elif verb == "add":
        fields = {"external_id": own_id or fingerprint(value), "kind": Kind.COMMENT, "context": answer_to}
    else:
        return
    yield Incoming(
        address=word(who, "id"),
        name=word(who, "name"),
        at=moment(value, "created_time"),
        words=word(value, "message"),
        attached=tuple(_pictures(value)),
        link=_link(value, own_id if item == "comment" else ""),
        public=True,
        raw=value,
        **fields,
    )


def _pictures(value: Said) -> Iterator[Attached]:
    if photo := word(value, "photo"):
        yield Attached(kind=Kind.IMAGE, ref=photo)
    if video := word(value, "video"):
        yield Attached(kind=Kind.DOCUMENT, ref=video)
    photos = value.get("photos")
    for photo in photos if isinstance(photos, list) else ():
        yield Attached(kind=Kind.IMAGE, ref=str(photo))


def _link(value: Said, comment: str) -> str:
    """Where the words stand, opened at the comment."""
    post = word(inner(value, "post"), "permalink_url") or f"https://www.facebook.com/{word(value, 'post_id')}"
    if not comment:
        return post
    return f"{post}{'&' if '?' in post else '?'}comment_id={comment.rpartition('_')[2]}"

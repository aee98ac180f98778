"""The moments of a call, one by one; a recording only where the caller agreed to it."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from django.conf import settings

from jaras.channels.base.configuration import in_demo, values
from jaras.channels.base.moments import moment
from jaras.channels.base.numbers import international
from jaras.conversations.rules.incoming import Attached, Incoming, Kind, Read, Unreadable
from jaras.conversations.rules.reading import NotFetched
from jaras.kernel.posting import fetch
from jaras.kernel.text import cleaned

EVENTS = frozenset({"ringing", "answered", "missed", "voicemail", "recording", "ended"})
HEARD = frozenset({"voicemail", "recording"})
HIDDEN = frozenset({"", "anonymous", "unknown", "private", "withheld"})
LATER = (404, 408, 425, 429)  # a switchboard writes its recordings after the call
SOON = timedelta(minutes=1)


class CallReader:
    """Words of a call are codes, said in its reader's language where they are shown."""

    channel = "telephone"

    def read(self, body: bytes, said: Mapping[str, str]) -> Read:
        try:
            told = json.loads(body)
        except (ValueError, RecursionError) as fault:
            raise Unreadable(type(fault).__name__) from fault
        arrived = datetime.fromisoformat(said["at"])
        events = [_event(each, arrived) for each in (told if isinstance(told, list) else [told])]
        return Read(said=tuple(filter(None, events)))

    def fetch(self, attached: Attached) -> bytes:
        known = values(self.channel)
        address = _address(attached.ref, known.get("recordings", ""))
        asked = {"Authorization": known["authorization"]} if known.get("authorization") else {}
        answer = fetch(address, asked, demo=in_demo(), own=True, most=settings.UPLOAD_LIMIT)
        if answer.taken:
            if attached.sha256 and sha256(answer.content).hexdigest() != attached.sha256.lower():
                raise NotFetched("digest", again=SOON)
            return answer.content
        final = answer.status is not None and 400 <= answer.status < 500 and answer.status not in LATER
        raise NotFetched(answer.fault or str(answer.status), again=None if final else SOON)


def _event(told: Any, arrived: datetime) -> Incoming | None:
    """Nothing for a call of our own, an event that tells us nothing."""
    if not isinstance(told, dict):
        raise Unreadable("no event")
    call, event = _word(told, "call_id"), _word(told, "event")
    if not call or not event:
        raise Unreadable("no call")
    if event not in EVENTS or _word(told, "direction") == "outbound":
        return None
    recording = told.get("recording")
    recording = recording if isinstance(recording, dict) else {}
    # Whoever speaks after the tone records themselves; of a conversation both must have been asked.
    agreed = event == "voicemail" or (event == "recording" and recording.get("consent") is True)
    ref = (_word(recording, "url") or _word(recording, "id")) if agreed else ""
    caller = _word(told, "from")
    context = {"event": event, "call_id": call, "extension": _word(told, "extension")}
    if event == "recording":
        context["consent"] = "given" if agreed else "missing"
    return Incoming(
        external_id=f"{call}:{event}",
        address=f"hidden:{call}" if caller.lower() in HIDDEN else international(caller),
        at=moment(_word(told, "at"), arrived),
        kind=Kind.VOICE if ref else Kind.CALL,
        words="" if ref else ("recording_without_consent" if event == "recording" and not agreed else event),
        name=_word(told, "name")[:120],
        attached=(Attached(kind=Kind.VOICE, ref=ref, sha256=_word(recording, "sha256")),) if ref else (),
        raw={
            name: _word(told, name)
            for name in ("event", "call_id", "from", "to", "at", "extension", "seconds")
        },
        context=context,
    )


def _word(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name)
    return cleaned(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _address(ref: str, recordings: str) -> str:
    """Under the one address that the settings name: a delivery sends us nowhere else."""
    if not recordings:
        raise NotFetched("not_set_up")
    within = ref.removeprefix(f"{recordings}/") if "://" in ref else quote(ref, safe="")
    if "://" in within or ".." in within.replace("%2E", ".").replace("%2e", ".") or not within:
        raise NotFetched("elsewhere")
    return f"{recordings}/{within}"

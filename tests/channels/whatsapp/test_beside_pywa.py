"""An independent program, pywa, reads, signs, sends the same."""

from typing import Any

import httpx
import pytest
from pywa import WhatsApp, types, utils

from jaras.channels.base.signatures import hmac_sha256
from jaras.channels.whatsapp.reading import Reader
from jaras.channels.whatsapp.sending import Transport
from jaras.kernel.transports import Outbound
from tests.channels.graph import SOUND, Graph
from tests.channels.whatsapp import payloads as made

TAKEN = {
    "messaging_product": "whatsapp",
    "contacts": [{"input": made.PHONE, "wa_id": made.PHONE}],
    "messages": [{"id": "wamid.OURS"}],
}


@pytest.fixture
def pywa(graph: Graph) -> WhatsApp:
    """A client of theirs that speaks to the same Graph."""
    session = httpx.Client()
    client = WhatsApp(
        phone_id="111", token="key-w", session=session, app_secret="secret-w", filter_updates=False
    )
    session.base_url = httpx.URL(graph.address)
    return client


def heard(pywa: WhatsApp, delivered: made.Said) -> list[Any]:
    """What it hands to a program that listens to everything."""
    found: list[Any] = []
    for listen in (
        pywa.on_message,
        pywa.on_callback_button,
        pywa.on_callback_selection,
        pywa.on_message_status,
        pywa.on_edited_message,
        pywa.on_deleted_message,
    ):
        listen(lambda _client, update: found.append(update))
    assert pywa.webhook_update_handler(made.wire(delivered)) == ("ok", 200)
    return found


# What pywa hands over as a message; system messages, a first welcome are no message there.
SHARED = set(made.EVERY) - {"system", "request_welcome", "of tomorrow"}


@pytest.mark.parametrize("name", sorted(SHARED))
def test_it_reads_the_same(pywa: WhatsApp, name: str) -> None:
    delivered = made.delivery(made.EVERY[name])
    [theirs] = heard(pywa, delivered)
    [ours] = Reader().read(made.wire(delivered), {}).said
    assert (ours.external_id, ours.at) == (theirs.id, theirs.timestamp)
    assert (ours.address, *ours.other_addresses) == (f"+{theirs.from_user.wa_id}", theirs.from_user.bsuid)
    assert ours.name == theirs.from_user.name
    if isinstance(theirs, types.Message):
        assert ours.words in (theirs.text, theirs.caption or "") or name in ("contacts", "order", "reaction")
        assert bool(ours.attached) == theirs.has_media
        if theirs.media:
            [file] = ours.attached
            assert (file.ref, file.media_type) == (theirs.media.id, theirs.media.mime_type)
        if theirs.location:
            assert (ours.latitude, ours.longitude) == (theirs.location.latitude, theirs.location.longitude)
        if theirs.reaction:
            assert (ours.words, ours.answers) == (theirs.reaction.emoji, (theirs.reaction.message_id,))
    if isinstance(theirs, types.CallbackButton | types.CallbackSelection):
        assert (ours.words.split("\n")[0], ours.context["button"]) == (theirs.title, theirs.data)


def test_it_reads_what_became_of_a_message_as_we_do(pywa: WhatsApp) -> None:
    error = made.fault(131047, "Re-engagement message", "A day has passed.")
    delivered = made.delivery(statuses=(made.status("failed", errors=[error]),))
    [theirs] = heard(pywa, delivered)
    [ours] = Reader().read(made.wire(delivered), {}).told
    assert (ours.external_id, ours.went, ours.at) == (theirs.id, theirs.status.value, theirs.timestamp)
    assert int(ours.code) == theirs.error.code


def test_it_accepts_our_signature_alone(pywa: WhatsApp) -> None:
    body = made.wire(made.delivery(made.text("نعم")))
    signature = f"sha256={hmac_sha256('secret-w', body)}"
    assert utils.webhook_updates_validator("secret-w", body, signature)
    assert not utils.webhook_updates_validator("secret-w", body + b" ", signature)


@pytest.mark.parametrize("to", ["+212600000001", made.USER])
def test_it_sends_what_we_send(pywa: WhatsApp, graph: Graph, to: str) -> None:
    graph.answer = TAKEN
    ours = Outbound(channel="whatsapp", to=to, text="نحن هنا", topic="answer", about=("report", 1))
    assert Transport().send(ours).external_id == pywa.send_message(to=to.lstrip("+"), text="نحن هنا").id
    assert graph.posted[0] == graph.posted[1]
    assert graph.keys[0] == graph.keys[1]


def test_it_sends_the_template_that_we_send(pywa: WhatsApp, graph: Graph) -> None:
    graph.answer = TAKEN
    ours = Outbound(
        channel="whatsapp",
        to="+212600000001",
        text="",
        topic="answer",
        about=("report", 1),
        template="jaras_answer_waits",
    )
    Transport().send(ours)
    language = types.templates.TemplateLanguage.FRENCH
    pywa.send_template(to=made.PHONE, name="jaras_answer_waits", language=language, params=[])
    ours_sent, theirs_sent = (sent for _path, sent in graph.posted)
    theirs_sent["template"] = {k: v for k, v in theirs_sent["template"].items() if v}
    assert ours_sent == theirs_sent


def test_it_fetches_the_file_that_we_fetch(pywa: WhatsApp, graph: Graph) -> None:
    [said] = Reader().read(made.wire(made.delivery(made.media("audio", sha256=""))), {}).said
    theirs = pywa.get_media_bytes(pywa.get_media_url("media-1").url)
    assert Reader().fetch(said.attached[0]) == theirs == SOUND

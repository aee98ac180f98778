"""Voice notes: fetched, kept with their report, heard by somebody, written down."""

import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256 as digest_of
from pathlib import Path
from typing import Any

import pytest

from jaras.conversations import actions, jobs
from jaras.conversations.models import Heard, Media, Reply
from jaras.conversations.rules import Attached, Kind
from jaras.conversations.rules.states import MediaState
from jaras.intake.models import Report
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from tests.kernel import sounds
from tests.wires import Wire

Says = Callable[..., Heard]


def voice(sha256: str = "") -> Attached:
    return Attached(kind=Kind.VOICE, name="note.ogg", ref="m1", sha256=sha256)


def test_a_voice_note_is_a_report_that_somebody_listens_to_soon(says: Says, wire: Wire, at: datetime) -> None:
    note = sounds.opus()
    wire.files["m1"] = note
    says(kind=Kind.VOICE, attached=(voice(digest_of(note).hexdigest()),))
    report = Report.objects.get()
    assert (report.words, report.urgency) == ("Message vocal, sans texte", "24H")
    assert report.respond_by == at + timedelta(minutes=15)
    said = Reply.objects.get().text
    assert "Votre message est arrivé" in said
    assert "وصلاتنا" in said, "nobody has heard yet which language it speaks"
    jobs.fetch_media(Media.objects.get().pk)
    media = Media.objects.get()
    assert media.state == MediaState.KEPT
    assert media.file is not None
    assert media.file.report == report
    jobs.fetch_media(media.pk)
    assert report.files.count() == 1


def test_a_file_that_is_not_what_was_promised_is_asked_for_again(says: Says, wire: Wire) -> None:
    wire.files["m1"] = sounds.opus()
    says("Écoutez", attached=(voice(sha256="0" * 64),))
    jobs.fetch_media(Media.objects.get().pk)
    media = Media.objects.get()
    assert (media.state, media.fault) == (MediaState.WAITING, "digest")
    assert media.next_try_at is not None


def test_a_file_that_never_comes_is_told(says: Says, wire: Wire) -> None:
    says("Écoutez", attached=(voice(),))
    for _try in range(7):
        jobs.fetch_media(Media.objects.get().pk)
    media = Media.objects.get()
    assert (media.state, media.fault) == (MediaState.MISSING, "slow")
    assert Report.objects.get().words == "Écoutez"


def test_a_file_that_may_not_be_kept_costs_no_words(says: Says) -> None:
    says("Voir le fichier", attached=(Attached(kind=Kind.DOCUMENT, name="x.exe", content=b"MZ" + b"0" * 99),))
    assert Media.objects.get().state == MediaState.REFUSED
    assert Report.objects.get().words == "Voir le fichier"


def test_what_it_says_is_written_down_and_triaged(says: Says, wire: Wire, salma: Actor, at: datetime) -> None:
    says(kind=Kind.VOICE, attached=(Attached(kind=Kind.VOICE, name="n.ogg", content=sounds.opus()),))
    media = Media.objects.get()
    with pytest.raises(Refused):
        actions.transcribe(media=media, words=" ", by=salma, at=at)
    words = "عافاكم راجلها كيضربها بالموس والدم كيسيل"
    actions.transcribe(media=media, words=words, by=salma, at=at)
    media.refresh_from_db()
    report = Report.objects.get()
    assert (media.transcript, media.transcribed_by_id) == (words, salma.member_id)
    assert (report.words, report.urgency) == (words, "IMMEDIAT")
    assert report.messages.get().text == words
    assert "FVV" in report.target_groups


def test_a_second_note_adds_its_words(says: Says, salma: Actor, at: datetime) -> None:
    says("Une dame dort devant la gare")
    heard = says(
        kind=Kind.VOICE,
        attached=(Attached(kind=Kind.VOICE, name="n.ogg", content=sounds.opus()),),
        when=at + timedelta(minutes=1),
    )
    actions.transcribe(media=heard.media.get(), words="Elle ne respire plus", by=salma, at=at)
    report = Report.objects.get()
    assert report.words == "Une dame dort devant la gare"
    assert report.urgency == "IMMEDIAT", "graver than it looked"
    heard.refresh_from_db()
    assert heard.words == "Elle ne respire plus"


def test_a_program_of_the_machine_proposes_words_that_a_person_keeps(
    says: Says, salma: Actor, at: datetime, work: Callable[[], int], settings: Any, tmp_path: Path
) -> None:
    program = tmp_path / "listener.py"
    program.write_text("import sys; open(sys.argv[1], 'rb').read(4) == b'OggS' and print('elle saigne')")
    settings.TRANSCRIBER = f"{sys.executable} {program}"
    says(kind=Kind.VOICE, attached=(Attached(kind=Kind.VOICE, name="n.ogg", content=sounds.opus()),))
    work()
    media = Media.objects.get()
    assert (media.transcript, media.transcribed_by) == ("elle saigne", None)
    assert Report.objects.get().words == "Message vocal, sans texte", "nobody has listened yet"
    actions.transcribe(media=media, words="Elle saigne beaucoup", by=salma, at=at)
    assert Report.objects.get().words == "Elle saigne beaucoup"


def test_a_program_that_fails_holds_nobody_up(says: Says, work: Callable[[], int], settings: Any) -> None:
    settings.TRANSCRIBER = "/nowhere/listener"
    says(kind=Kind.VOICE, attached=(Attached(kind=Kind.VOICE, name="n.ogg", content=sounds.opus()),))
    work()
    assert Media.objects.get().transcript == ""


def test_what_came_while_nobody_had_listened_is_proposed_too(
    says: Says, wire: Wire, salma: Actor, at: datetime
) -> None:
    """The language of their answer is that of the recording."""
    heard = says(kind=Kind.VOICE, attached=(Attached(kind=Kind.VOICE, name="n.ogg", content=sounds.opus()),))
    later, two_hours = "+212600000009", at + timedelta(hours=2)
    words = "Une femme enceinte avec son fils est assise devant la gare routière, son mari l'a mise dehors"
    other = says(words, address=later, when=two_hours)
    assert heard.report is not None
    spoken = "كاين واحد المرا حاملة ومعاها ولدها كالسة حدا المحطة الطرقية، راجلها جرا عليها من الدار"
    actions.transcribe(media=heard.media.get(), words=spoken, by=salma, at=two_hours + timedelta(minutes=5))
    heard.report.assessment.refresh_from_db()
    assert heard.report.assessment.proposed["duplicate_of"] == [str(other.report_id)]
    heard.conversation.refresh_from_db()
    assert heard.conversation.language == "ary"

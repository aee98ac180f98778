"""What arrives from outside: files with the words or alone, further messages, a code shown once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from jaras.intake import actions
from jaras.intake.models import Message, Report, ReportFile
from jaras.intake.rules import tracking
from jaras.kernel import counters
from jaras.kernel.access import Forbidden
from jaras.kernel.actor import NOBODY, SYSTEM, Actor
from jaras.kernel.models import EventRecord
from jaras.kernel.refusal import Refused
from tests.kernel.test_files import picture, recording

WORDS, PERIL = (
    "Un vieil homme demande une aide pour ses papiers",
    "Il ne respire plus, il est en train de mourir",
)

MakeActor = Callable[..., Actor]


def received(at: datetime, number: str = "1", **more: Any) -> actions.Taken:
    return actions.receive(channel="WEB", external_id=number, at=at, **{"words": WORDS} | more)


def wrote(report: Report, words: str, at: datetime, number: str = "m1", **more: Any) -> actions.Added:
    return actions.add_message(
        report=report, words=words, channel="WEB", external_id=number, by=SYSTEM, at=at, **more
    )


def on_disk(settings: Any) -> int:
    return len([path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()])


def test_good_files_are_kept_and_the_others_named(db: None, at: datetime) -> None:
    sent = [actions.Sent("voice", recording()), actions.Sent("photo", b"<svg/>")]
    taken = received(at, sent=sent)
    assert [(each.name, each.code) for each in taken.refused] == [("photo", "unknown_kind")]
    assert ReportFile.objects.get().file.media_type == "audio/mp4"


@pytest.mark.parametrize("said", [{"channel": "PIGEON"}, {"who": "x" * 301}])
def test_what_is_refused_leaves_no_file(db: None, at: datetime, settings: Any, said: dict[str, str]) -> None:
    said = {"channel": "WEB", "words": WORDS} | said
    with pytest.raises(Refused):
        actions.receive(external_id="1", at=at, sent=[actions.Sent("photo", picture())], **said)  # type: ignore[arg-type]
    assert on_disk(settings) == 0


def test_nobody_may_receive_for_the_house(db: None, at: datetime) -> None:
    with pytest.raises(Forbidden):
        received(at, by=NOBODY)
    with pytest.raises(Forbidden):
        actions.show_code(channel="WEB", external_id="1", by=NOBODY, at=at)


def test_a_code_that_is_given_is_the_code(db: None, at: datetime) -> None:
    code = tracking.code_from(b"0123456789abcdef")
    taken = received(at, code=code)
    assert taken.code == code
    assert taken.report.tracking_digest == tracking.digest(code)


def test_a_code_is_shown_once(db: None, at: datetime) -> None:
    received(at)
    shown = [actions.show_code(channel="WEB", external_id="1", by=SYSTEM, at=at) for _each in range(3)]
    assert shown == [True, False, False]
    assert EventRecord.objects.filter(name="CodeShown").count() == 1
    assert not actions.show_code(channel="WEB", external_id="unknown", by=SYSTEM, at=at)


def test_a_recording_is_listened_to_before_its_urgency_is_believed(db: None, at: datetime) -> None:
    report = received(at, words="", sent=[actions.Sent("voice", recording())]).report
    assert (report.urgency, report.respond_by) == ("24H", at + timedelta(minutes=15))
    assert report.assessment.proposed["urgency"] != "IMMEDIAT"


def test_a_message_is_added_once_with_its_files(db: None, at: datetime, settings: Any) -> None:
    report = received(at).report
    for _click in range(2):
        wrote(report, "Il est toujours là", at, sent=[actions.Sent("photo", picture())])
    assert Message.objects.filter(report=report).count() == 2
    assert ReportFile.objects.filter(report=report).count() == on_disk(settings) == 1


def test_a_message_reopens_what_was_closed(db: None, at: datetime, actor: MakeActor) -> None:
    report = received(at).report
    by = actor("operator")
    actions.inform(report=report, note="Renseigné", by=by, at=at)
    actions.close(report=Report.objects.get(), by=by, at=at)
    wrote(Report.objects.get(), "Il est revenu", at)
    assert Report.objects.get().state == "reopened"


def test_a_message_of_a_joined_report_is_seen_in_the_one_that_is_followed(db: None, at: datetime) -> None:
    followed, joined = received(at).report, received(at, "2").report
    case = actions.open_case(report=followed, by=SYSTEM, at=at)
    actions.join(report=joined, other=Report.objects.get(pk=followed.pk), by=SYSTEM, at=at)
    wrote(Report.objects.get(pk=joined.pk), PERIL, at)
    assert Report.objects.get(pk=followed.pk).urgency == "IMMEDIAT"
    assert Report.objects.get(pk=joined.pk).state == "closed"
    assert case.timeline.filter(text=PERIL).count() == 1


def test_a_graver_message_moves_the_figures_with_the_report(db: None, at: datetime) -> None:
    report = received(at).report
    before = report.urgency
    wrote(report, PERIL, at)
    figures = counters.read("reports")
    assert figures["ordinary:received:IMMEDIAT"] == 1
    assert figures[f"ordinary:received:{before}"] == 0
    assert Report.objects.get().respond_by == at + timedelta(minutes=15)


def test_a_calmer_message_calms_nothing(db: None, at: datetime) -> None:
    report = received(at, words=PERIL).report
    wrote(report, "Merci", at)
    assert Report.objects.get().urgency == "IMMEDIAT"


def test_a_message_says_something(db: None, at: datetime) -> None:
    with pytest.raises(Refused):
        wrote(received(at).report, " \x00", at)

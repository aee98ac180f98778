"""What the guard lets go now, later, in neutral words, never."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from jaras.kernel.transports import Held, Stopped, topics
from jaras.kernel.transports.guard import Noted, quiet, verdict

HERE = ZoneInfo("Africa/Casablanca")
NOON = datetime(2026, 11, 27, 12, 0, tzinfo=HERE)
NIGHT = datetime(2026, 11, 28, 2, 10, tzinfo=HERE)
MORNING = datetime(2026, 11, 28, 7, 30, tzinfo=HERE)


def asked(
    code: str,
    *marks: Noted,
    at: datetime = NOON,
    sent: int = 0,
    sent_of_topic: int = 0,
    awake: bool = False,
) -> bool:
    return verdict(
        topics()[code], code, marks=marks, sent=sent, sent_of_topic=sent_of_topic, awake=awake, at=at
    )


@pytest.mark.parametrize("mark", ["never", "stopped"])
def test_nothing_goes_to_an_address_that_must_not_be_written_to(mark: str) -> None:
    for code in ("acknowledgement", "answer", "progress", "appointment", "campaign"):
        with pytest.raises(Stopped, match=mark):
            asked(code, Noted(mark), Noted("agreed"), awake=True)


def test_what_members_must_know_is_not_stopped_by_what_somebody_noted_of_their_address() -> None:
    assert asked("account", Noted("never"), at=NIGHT) is False
    assert asked("duty", Noted("stopped"), at=NIGHT) is False


def test_an_address_for_neutral_words_gets_no_others() -> None:
    assert asked("answer", Noted("neutral")) is True
    assert asked("answer") is False


def test_a_campaign_needs_a_yes_to_that_very_topic_or_to_all() -> None:
    with pytest.raises(Stopped, match="consent"):
        asked("campaign")
    with pytest.raises(Stopped, match="consent"):
        asked("campaign", Noted("agreed", "appointment"))
    assert asked("campaign", Noted("agreed", "campaign")) is False
    assert asked("campaign", Noted("agreed")) is False


def test_a_topic_that_was_stopped_leaves_the_others() -> None:
    with pytest.raises(Stopped):
        asked("campaign", Noted("stopped", "campaign"), Noted("agreed"))
    assert asked("answer", Noted("stopped", "campaign")) is False


def test_at_night_an_answer_waits_for_the_morning() -> None:
    with pytest.raises(Held) as held:
        asked("answer", at=NIGHT)
    assert held.value.why == "quiet"
    assert held.value.until == MORNING


def test_whoever_wrote_a_moment_ago_is_answered_at_night() -> None:
    assert asked("answer", at=NIGHT, awake=True) is False
    assert asked("acknowledgement", at=NIGHT) is False


def test_before_midnight_the_morning_is_tomorrow() -> None:
    assert quiet().over(datetime(2026, 11, 27, 22, 0, tzinfo=HERE)) == MORNING
    assert quiet().over(MORNING) is None


def test_two_programs_that_answer_each_other_stop_at_the_cap() -> None:
    assert asked("acknowledgement", sent=2, sent_of_topic=2) is False
    with pytest.raises(Held) as held:
        asked("acknowledgement", sent=3, sent_of_topic=3)
    assert (held.value.why, held.value.until) == ("cap", NOON + timedelta(hours=6))
    with pytest.raises(Held):
        asked("progress", sent=90)
    assert asked("partner", sent=400, sent_of_topic=400) is False

"""A recording in any wrapping loses its place, its device, its author; its sound stays."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaras.kernel import files
from jaras.kernel.recordings.ogg import checksum
from tests.kernel import sounds

WRAPPINGS: list[tuple[Callable[[], bytes], str]] = [
    (sounds.opus, "audio/ogg"),
    (sounds.vorbis, "audio/ogg"),
    (sounds.speex, "audio/ogg"),
    (sounds.webm, "audio/webm"),
    (lambda: sounds.webm(endless=True), "audio/webm"),
    (sounds.wav, "audio/wav"),
]


@pytest.mark.parametrize(("made", "media_type"), WRAPPINGS)
def test_a_recording_says_no_more_where_it_was_made(made: Callable[[], bytes], media_type: str) -> None:
    assert b"32.88" in made()
    kept, kind, _suffix = files.clean(made())
    assert kind == media_type
    assert not any(word in kept for word in (b"32.88", b"LOCATION", b"Salma", b"2026:11"))
    assert b"sound" * 40 in kept


@pytest.mark.parametrize(("made", "media_type"), WRAPPINGS)
def test_a_clean_recording_stays_as_it_is(made: Callable[[], bytes], media_type: str) -> None:
    kept = files.clean(made())[0]
    assert files.clean(kept)[0] == kept


@pytest.mark.parametrize("made", [sounds.opus, sounds.vorbis, sounds.webm])
def test_nothing_moves_so_that_a_player_still_finds_its_way(made: Callable[[], bytes]) -> None:
    assert len(files.clean(made())[0]) == len(made())


def test_the_check_of_a_page_is_that_of_ogg() -> None:
    assert checksum(b"123456789") == 0x89A1897F


def test_every_page_is_checked_again() -> None:
    kept = files.clean(sounds.opus(sounds.PLACE * 4000))[0]
    assert b"32.88" not in kept
    starts = [at for at in range(len(kept)) if kept.startswith(b"OggS", at)]
    assert len(starts) > 3  # the comments alone fill several pages
    for start, end in zip(starts, [*starts[1:], len(kept)], strict=True):
        page = bytearray(kept[start:end])
        said, page[22:26] = int.from_bytes(page[22:26], "little"), bytes(4)
        assert checksum(page) == said


def test_a_second_stream_is_cleaned_too() -> None:
    assert b"32.88" not in files.clean(sounds.opus() + sounds.opus())[0]


def test_what_hides_behind_the_pages_is_cut() -> None:
    assert files.clean(sounds.opus() + sounds.PLACE)[0] == files.clean(sounds.opus())[0]


def test_the_labels_behind_a_sound_are_cut() -> None:
    frames = b"\xff\xfb\x90\x00" + bytes(400)
    old = b"TAG" + sounds.PLACE.ljust(125, b"\0")
    items = sounds.PLACE
    size = (len(items) + 32).to_bytes(4, "little")
    ape = items + b"APETAGEX" + (2000).to_bytes(4, "little") + size + bytes(16)
    assert files.clean(frames + old)[0] == frames
    assert files.clean(frames + ape + old)[0] == frames


@pytest.mark.parametrize(
    "content",
    [
        b"OggS" + bytes(60),
        sounds.pages(b"\x7fFLAC\x01\0", sounds.PLACE, b"sound"),
        sounds.pages(b"OpusHead" + bytes(11), sounds.PLACE, b"sound"),
        sounds.pages(b"OpusHead" + bytes(11)),
        b"\x1aE\xdf\xa3" + bytes(40),
        sounds.webm() + b"\0" + sounds.PLACE,
        b"RIFF\x24\0\0\0WAVEfmt ",
        b"RIFF\x24\0\0\0WAVE" + sounds.chunk(b"LIST", sounds.PLACE),
    ],
)
def test_what_cannot_be_cleaned_is_not_kept(content: bytes) -> None:
    with pytest.raises(files.FileRefused) as refused:
        files.clean(content)
    assert refused.value.code == "not_cleaned"


def refusal(content: bytes) -> str:
    """The code of the refusal; empty when the file is kept."""
    try:
        files.clean(content)
    except files.FileRefused as refused:
        return refused.code
    return ""


@given(
    st.sampled_from([b"OggS", b"\x1aE\xdf\xa3", b"RIFF\0\0\0\0WAVE", b"\xff\xfb"]), st.binary(max_size=300)
)
def test_rubbish_is_kept_or_refused_never_a_crash(head: bytes, tail: bytes) -> None:
    assert refusal(head + tail) in {"", *files.REFUSALS}


@given(st.data())
def test_a_recording_that_was_cut_keeps_no_place(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([made() for made, _kind in WRAPPINGS]))
    try:
        kept = files.clean(whole[: data.draw(st.integers(12, len(whole)))])[0]
    except files.FileRefused:
        return
    assert b"32.88" not in kept

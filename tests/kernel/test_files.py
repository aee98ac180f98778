"""What strangers send is recognised by its bytes, freed of its place, kept or refused with a reason."""

import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from PIL import Image

from jaras.kernel import files, pictures
from jaras.kernel.actor import SYSTEM
from jaras.kernel.models import DataKey, StoredFile


def picture(kind: str = "JPEG", *, size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, (180, 90, 40)).save(out, kind, **options)
    return out.getvalue()


def located(kind: str = "JPEG") -> bytes:
    """A photograph that says where, when and with what it was taken, and to be turned."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0112] = "Fabricant", "Telephone de Salma", 6
    exif[0x0132] = "2026:11:25 02:10:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (32.0, 52.0, 48.0), 3: "W", 4: (6.0, 54.0, 36.0)})
    return picture(kind, exif=exif)


def box(name: bytes, content: bytes) -> bytes:
    return (len(content) + 8).to_bytes(4) + name + content


def recording(place: bytes = b"+32.8811-006.9063/") -> bytes:
    """An MP4 recording as telephones make it: the place in two descriptions."""
    named = box(b"udta", box(b"\xa9xyz", place) + box(b"meta", b"\x00\x00\x00\x00" + place))
    track = box(b"trak", box(b"mdia", box(b"mdhd", b"\x00" * 24)) + box(b"meta", place))
    moov = box(b"moov", box(b"mvhd", b"\x00" * 100) + track + named)
    return box(b"ftyp", b"M4A \x00\x00\x00\x00mp42isom") + moov + box(b"mdat", b"sound" * 40)


def test_the_sample_does_say_where_it_was_taken() -> None:
    assert Image.open(BytesIO(located())).getexif().get_ifd(0x8825)
    assert b"Telephone de Salma" in located()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_keeps_no_place_hour_or_device(kind: str) -> None:
    kept, media_type, _suffix = files.clean(located(kind))
    image = Image.open(BytesIO(kept))
    assert media_type == f"image/{kind.lower()}"
    assert not dict(image.getexif())
    assert not {"exif", "xmp", "Comment", "icc_profile"} & set(image.info)
    assert b"Exif" not in kept
    assert b"Salma" not in kept
    assert b"2026:11" not in kept
    assert image.size == (40, 60)  # turned upright before the mark is lost


def test_text_and_comments_of_a_picture_are_gone() -> None:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Location", "32.88 -6.91")
    assert b"32.88" not in files.clean(picture("PNG", pnginfo=info))[0]
    assert b"32.88" not in files.clean(picture("JPEG", comment=b"32.88"))[0]


@pytest.mark.parametrize("tail", [b"<script>alert(1)</script>", b"PK\x03\x04" + b"x" * 50, b"%PDF-1.7"])
def test_what_hides_behind_a_picture_is_cut(tail: bytes) -> None:
    kept, _type, _suffix = files.clean(picture() + tail)
    assert tail not in kept


def test_several_pictures_in_one_become_the_first() -> None:
    out = BytesIO()
    first, second = (Image.new("RGB", (64, 48), colour) for colour in ("red", "blue"))
    first.save(out, "MPO", save_all=True, append_images=[second])
    kept, media_type, _suffix = files.clean(out.getvalue())
    assert (media_type, Image.open(BytesIO(kept)).format) == ("image/jpeg", "JPEG")


def test_a_large_picture_becomes_smaller() -> None:
    kept, _type, _suffix = files.clean(picture(size=(6000, 3000)))
    assert max(Image.open(BytesIO(kept)).size) == pictures.LARGEST_SIDE


def test_a_recording_loses_its_place_but_not_its_sound() -> None:
    kept, media_type, _suffix = files.clean(recording())
    assert media_type == "audio/mp4"
    assert b"32.88" not in kept
    assert b"\xa9xyz" not in kept
    assert len(kept) == len(recording())
    assert kept.endswith(b"sound" * 40)


def test_a_sound_loses_the_labels_before_it() -> None:
    frames = b"\xff\xfb\x90\x00" + b"\x00" * 400
    label = b"GEOB 32.88 -6.91"
    kept, media_type, _suffix = files.clean(
        b"ID3\x04\x00\x00" + bytes([0, 0, 0, len(label)]) + label + frames
    )
    assert (kept, media_type) == (frames, "audio/mpeg")


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"#!AMR\n" + b"\x00" * 20, "audio/amr"),
        (b"\xff\xf1" + b"\x00" * 20, "audio/aac"),
        (b"%PDF-1.7 ...", "application/pdf"),
    ],
)
def test_recordings_and_documents_are_known_by_their_bytes(content: bytes, media_type: str) -> None:
    assert files.clean(content)[:2] == (content, media_type)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00",
        b"<html><script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"GIF89a" + b"\x00" * 40,
        b"MZ" + b"\x00" * 80,
        b"PK\x03\x04" + b"\x00" * 80,
        b"\xff\xfeh\x00i\x00",
        b"ID3\x04\x00\x00\x00\x00\x00\x02..<script>alert(1)</script>",
        b"RIFF\x24\x00\x00\x00AVI LIST",
        box(b"ftyp", b"heic\x00\x00\x00\x00mif1heic") + box(b"mdat", b"x" * 40),
        box(b"ftyp", b"M4A \x00\x00\x00\x00") + (9999).to_bytes(4) + b"moov+32.88",
        box(b"ftyp", b"M4A \x00\x00\x00\x00") + (3).to_bytes(4) + b"moov+32.88",
    ],
)
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(files.FileRefused) as refused:
        files.clean(content)
    assert refused.value.code in files.REFUSALS
    assert str(refused.value.reason)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9])
def test_a_broken_picture_is_refused_whatever_its_decoder_says(kind: str, cut: float) -> None:
    whole = picture(kind, size=(400, 300))
    with pytest.raises(files.FileRefused):
        files.clean(whole[: int(len(whole) * cut)])


def test_too_large_is_said_before_anything_is_read(settings: Any) -> None:
    settings.UPLOAD_LIMIT = 1000
    with pytest.raises(files.FileRefused, match="too_large"):
        files.clean(b"\x00" * 1001)


def test_a_picture_of_too_many_points_is_refused_before_it_is_decoded() -> None:
    huge = bytearray(picture("PNG"))
    huge[16:24] = (60_000).to_bytes(4) + (60_000).to_bytes(4)
    huge[29:33] = zlib.crc32(bytes(huge[12:29])).to_bytes(4)
    with pytest.raises(files.FileRefused, match="too_large"):
        files.clean(bytes(huge))


def test_a_kept_file_is_on_disk_under_a_name_that_says_nothing(db: None, settings: Any, at: Any) -> None:
    stored = files.store(picture(), name="Salma\x00\u202e.jpg", by=SYSTEM, at=at)
    where = files.location(stored)
    with files.opened(StoredFile.objects.get(pk=stored.pk)) as file:
        sent = file.read()
    assert sent[:2] == b"\xff\xd8"
    assert sent[:64] not in where.read_bytes()
    assert "Salma" not in str(where)
    assert (stored.name, stored.size) == ("Salma.jpg", len(sent))


def test_an_older_file_is_sealed_under_another_name(db: None, settings: Any, at: Any) -> None:
    plain = Path(settings.MEDIA_ROOT) / "ab" / "voice.ogg"
    plain.parent.mkdir(parents=True)
    plain.write_bytes(b"OggS" * 50_000)
    row = StoredFile(path="ab/voice.ogg", sha256="x", media_type="audio/ogg", size=200_000, at=at)
    row.save_base(raw=True, force_insert=True)
    assert row.key is None
    with files.opened(row) as file:
        assert file.read() == b"OggS" * 50_000
    with transaction.atomic():
        files.seal_older(row)
        files.seal_older(row)
    kept = StoredFile.objects.get()
    assert kept.path != "ab/voice.ogg"
    assert b"OggS" not in files.location(kept).read_bytes()
    with files.opened(kept) as file:
        assert file.read() == b"OggS" * 50_000


def test_a_removed_file_leaves_no_key(db: None, at: Any) -> None:
    stored = files.store(picture(), name="", by=SYSTEM, at=at)
    files.remove(stored)
    assert DataKey.objects.get().wrapped == ""


def test_a_dropped_file_is_gone(settings: Any) -> None:
    kept = files.keep(picture())
    path = Path(settings.MEDIA_ROOT) / kept.path
    assert path.exists()
    files.drop(kept)
    files.drop(kept)
    assert not path.exists()

"""What a recording or a document is by its bytes, freed of what it says about the place."""

from jaras.kernel.recordings import frames, matroska, mp4, ogg, wav


class NotCleaned(ValueError):
    """The wrapping is known, but it could not be read to its end: it may say where it was made."""


def recognised(content: bytes) -> tuple[bytes, str, str] | None:
    """The bytes to keep, their media type and suffix; None for whatever a cell has no use for."""
    if content.startswith(b"%PDF-"):
        return content, "application/pdf", ".pdf"
    if content.startswith(b"#!AMR"):  # has no place for a description
        return content, "audio/amr", ".amr"
    if content.startswith(b"\x1aE\xdf\xa3"):
        return _whole(matroska.cleaned(content)), "audio/webm", ".webm"
    if content.startswith(b"OggS"):
        return _whole(ogg.cleaned(content)), "audio/ogg", ".ogg"
    if content.startswith(b"RIFF") and content[8:12] == b"WAVE":
        return _whole(wav.cleaned(content)), "audio/wav", ".wav"
    if content[4:8] == b"ftyp":
        return (_whole(mp4.cleaned(content)), "audio/mp4", ".m4a") if mp4.is_sound(content) else None
    return frames.recognised(content)


def _whole(cleaned: bytes | None) -> bytes:
    if cleaned is None:
        raise NotCleaned
    return cleaned

"""A voice note, a picture, made by reckoning: no recording of anybody."""

import io
import math
import struct
import wave
import zlib

RATE, SECONDS = 8000, 3
WIDTH, HEIGHT = 320, 240


def voice_note() -> bytes:
    """A hum with the rhythm of speech; WAV, which needs no encoder."""
    written = io.BytesIO()
    with wave.open(written, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(b"".join(_sample(number / RATE) for number in range(RATE * SECONDS)))
    return written.getvalue()


def _sample(at: float) -> bytes:
    loud = max(0.0, math.sin(at * 9)) * min(1.0, SECONDS - at)
    pitch = 150 + 40 * math.sin(at * 4)
    hum = sum(math.sin(2 * math.pi * pitch * part * at) / part for part in (1, 2, 3))
    return struct.pack("<h", int(6000 * loud * hum))


def picture() -> bytes:
    """A street at night with one lamp; PNG."""
    rows = b"".join(b"\0" + b"".join(_pixel(x, y) for x in range(WIDTH)) for y in range(HEIGHT))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in parts)


def _pixel(x: int, y: int) -> bytes:
    light = max(0.0, 1 - math.hypot(x - 210, y - 80) / 130)
    ground = 24 if y > 170 else 0
    return bytes(
        (20 + ground + int(200 * light), 26 + ground + int(150 * light), 44 + ground + int(50 * light))
    )


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)

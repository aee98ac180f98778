"""Recordings as telephones, browsers and recorders wrap them, each of which says where it was made."""

from jaras.kernel.recordings.ogg import checksum

PLACE = b"LOCATION=+32.8811-006.9063/"


def text(content: bytes) -> bytes:
    return len(content).to_bytes(4, "little") + content


def comments(*said: bytes) -> bytes:
    return text(b"Telephone de Salma") + len(said).to_bytes(4, "little") + b"".join(map(text, said))


def pages(*packets: bytes, serial: int = 7) -> bytes:
    """Each packet in as many pages as it needs."""
    out, number = b"", 0
    for packet in packets:
        lacing = [255] * (len(packet) // 255) + [len(packet) % 255]
        while lacing:
            table, lacing = lacing[:255], lacing[255:]
            body, packet = packet[: sum(table)], packet[sum(table) :]
            kind = 2 if not number else 0
            page = b"OggS\0" + bytes([kind]) + bytes(8) + serial.to_bytes(4, "little")
            page += number.to_bytes(4, "little") + bytes(4) + bytes([len(table), *table]) + body
            out += page[:22] + checksum(page).to_bytes(4, "little") + page[26:]
            number += 1
    return out


def opus(*said: bytes, sound: bytes = b"sound" * 40) -> bytes:
    return pages(
        b"OpusHead\x01\x01\0\0\x80\xbb\0\0\0\0\0", b"OpusTags" + comments(*(said or (PLACE,))), sound
    )


def vorbis() -> bytes:
    return pages(
        b"\x01vorbis" + bytes(23), b"\x03vorbis" + comments(PLACE) + b"\x01", b"\x05vorbis", b"sound" * 40
    )


def speex() -> bytes:
    return pages(b"Speex   1.2" + bytes(69), comments(PLACE), b"sound" * 40)


def element(name: str, content: bytes, *, endless: bool = False) -> bytes:
    size = b"\x01" + b"\xff" * 7 if endless else b"\x08" + len(content).to_bytes(4)
    return bytes.fromhex(name) + size + content


def webm(*, endless: bool = False) -> bytes:
    """What a browser records (`endless`: it did not know how long), with what an editor adds."""
    info = element(
        "1549a966",
        element("7ba9", b"Chez Salma")
        + element("4d80", b"Telephone de Salma")
        + element("4461", b"2026:11:"),
    )
    tracks = element("1654ae6b", element("ae", element("536e", b"Salma") + element("86", b"A_OPUS")))
    cluster = element("1f43b675", element("e7", b"\0") + element("a3", b"sound" * 40), endless=endless)
    tags = element("1254c367", element("7373", element("67c8", PLACE)))
    attachment = element("1941a469", element("61a7", PLACE))
    body = info + tracks + cluster + tags + attachment
    return element("1a45dfa3", element("4282", b"webm")) + element("18538067", body, endless=endless)


def chunk(name: bytes, content: bytes) -> bytes:
    return name + len(content).to_bytes(4, "little") + content + b"\0" * (len(content) % 2)


def wav(*more: bytes) -> bytes:
    told = (
        chunk(b"LIST", b"INFO" + chunk(b"ICMT", PLACE))
        + chunk(b"bext", b"Telephone de Salma")
        + chunk(b"id3 ", PLACE)
    )
    body = told + chunk(b"fmt ", bytes(16)) + chunk(b"data", b"sound" * 40) + b"".join(more)
    return b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WAVE" + body

"""How a person says yes to their project, and what may stand for that yes."""

from enum import StrEnum
from io import BytesIO

# Paper is white, ink is not: a frame in which nothing is darker than this holds no signature.
DARKEST_PAPER = 200


class How(StrEnum):
    SCREEN = "screen"  # signed with a finger or a mouse
    PAPER = "paper"  # signed on the printed sheet, then photographed
    VOICE = "voice"  # said aloud before a witness


# The media types that can carry each way of agreeing.
ACCEPTED: dict[How, tuple[str, ...]] = {
    How.SCREEN: ("image/png",),
    How.PAPER: ("image/", "application/pdf"),
    How.VOICE: ("audio/",),
}


def is_blank(picture: bytes) -> bool:
    """Whether nobody drew anything in the frame."""
    from PIL import Image  # when first used: every process of the server would keep it

    with Image.open(BytesIO(picture)) as image:
        drawn = image.convert("RGBA")
    paper = Image.new("RGBA", drawn.size, "white")
    shades = Image.alpha_composite(paper, drawn).convert("L").histogram()
    return not any(shades[: DARKEST_PAPER + 1])

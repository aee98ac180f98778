"""Photographs drawn again: pixels only, no place, no device, no second picture behind the first."""

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

IMAGES = {"JPEG": ("image/jpeg", ".jpg"), "PNG": ("image/png", ".png"), "WEBP": ("image/webp", ".webp")}
LARGEST_SIDE = 2400
MOST_PIXELS = 64_000_000
Image.MAX_IMAGE_PIXELS = None  # counted below, before a pixel is decoded


class TooLarge(ValueError):
    """It has more pixels than a camera gives."""


class Unreadable(ValueError):
    """It says it is a picture, but cannot be decoded."""


def redrawn(content: bytes) -> tuple[bytes, str, str] | None:
    """The picture's bytes to keep, media type and suffix; None where it is no picture of these kinds."""
    try:
        with Image.open(BytesIO(content), formats=tuple(IMAGES)) as image:
            if image.width * image.height > MOST_PIXELS:
                raise TooLarge
            return _re_encoded(image)
    except UnidentifiedImageError:
        return None
    except TooLarge:
        raise
    except Exception as broken:  # whatever a hostile image does to its decoder
        raise Unreadable from broken


def _re_encoded(image: Image.Image) -> tuple[bytes, str, str]:
    kind = image.format if image.format in IMAGES else "JPEG"  # some cameras wrap several JPEG in one
    media_type, suffix = IMAGES[kind]
    image.draft("RGB", (LARGEST_SIDE, LARGEST_SIDE))
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    if upright.mode not in ("RGB", "RGBA", "L") or (kind == "JPEG" and upright.mode != "RGB"):
        upright = upright.convert("RGB" if kind == "JPEG" else "RGBA")
    fresh = Image.new(upright.mode, upright.size)
    fresh.paste(upright)
    out = BytesIO()
    fresh.save(out, kind, quality=85)
    return out.getvalue(), media_type, suffix

"""Every pair of colours that meets on a page is readable, in both lights."""

import re

import pytest

from tests.web.shell.test_stylesheets import source, tokens, without_comments

TEXT, SHAPE = 4.5, 3.0
GROUNDS = ("paper", "surface", "sunk", "lamp")
PAIRS = (
    [
        (ink, ground, TEXT)
        for ink in ("ink", "quiet", "main", "bell-ink", "peril", "done")
        for ground in GROUNDS
    ]
    + [("edge", ground, SHAPE) for ground in ("paper", "surface")]
    + [("bell", ground, SHAPE) for ground in GROUNDS]
    + [
        ("on-main", "main", TEXT),
        ("on-main", "main-deep", TEXT),
        ("main-deep", "main-soft", TEXT),
        ("ink", "main-soft", TEXT),
        ("main", "main-soft", TEXT),
        ("bell-ink", "bell-soft", TEXT),
        ("ink", "bell-soft", TEXT),
        ("peril", "peril-soft", TEXT),
        ("ink", "peril-soft", TEXT),
        ("on-peril", "peril-fill", TEXT),
        ("done", "done-soft", TEXT),
        ("paper", "ink", TEXT),
        ("ink", "shade-0", TEXT),
        ("ink", "shade-1", TEXT),
        ("ink", "shade-2", TEXT),
        ("on-shade", "shade-3", TEXT),
        ("on-main", "shade-4", TEXT),
    ]
)


def lights() -> dict[str, dict[str, str]]:
    css = without_comments(source("tokens.css"))
    light = re.search(r":root \{(.*?)\}", css, re.S)
    dark = re.search(r':root\[data-theme="dark"\] \{(.*?)\}', css, re.S)
    assert light is not None
    assert dark is not None
    return {"light": tokens(light.group(1)), "dark": tokens(light.group(1)) | tokens(dark.group(1))}


def luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_is_twenty_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("light", ["light", "dark"])
def test_pairs_reach_aa(light: str) -> None:
    colours = lights()[light]
    weak = {
        f"{ink} on {ground}": round(contrast(colours[f"--{ink}"], colours[f"--{ground}"]), 2)
        for ink, ground, least in PAIRS
        if contrast(colours[f"--{ink}"], colours[f"--{ground}"]) < least
    }
    assert weak == {}

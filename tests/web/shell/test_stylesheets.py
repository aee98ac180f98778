"""The stylesheets stay small, logical, complete in both lights."""

import gzip
import re
from pathlib import Path

import brotli
import pytest

import jaras.web.shell

STATIC = Path(jaras.web.shell.__file__).parent / "static" / "shell"
STAFF = ("tokens.css", "jaras.css", "parts.css", "maps.css", "print.css")
PUBLIC = ("tokens.css", "public.css", "exit.js", "icons.svg", "bell.svg")
SHEETS = sorted(path.name for path in STATIC.glob("*.css"))
PHYSICAL = re.compile(
    r"(?:^|[;{\s])("
    r"(?:margin|padding|border|inset)-(?:left|right|top|bottom)[\w-]*|left|right|top|bottom"
    r"|width|height|(?:min|max)-(?:width|height)|border-(?:top|bottom)-(?:left|right)-radius|float|clear"
    r")\s*:|text-align\s*:\s*(?:left|right)"
)
FOUR_VALUES = re.compile(r"(?:margin|padding|inset|border-radius|border-width)\s*:\s*[^;{}]+")


def source(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


def without_comments(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.S)


def declarations(css: str) -> list[str]:
    """The insides of every rule; the conditions of @media may speak of widths."""
    return re.findall(r"\{([^{}]*)\}", without_comments(css))


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"(--[\w-]+):\s*([^;]+);", block))


def test_staff_stylesheets_fit_in_25_kb_compressed() -> None:
    assert sum(len(gzip.compress(source(name).encode(), 5)) for name in STAFF) <= 25_000
    assert sum(len(brotli.compress(source(name).encode(), quality=4)) for name in STAFF) <= 25_000


def test_what_a_public_page_loads_leaves_room_in_60_kb_uncompressed() -> None:
    assert sum((STATIC / name).stat().st_size for name in PUBLIC) <= 30_000


@pytest.mark.parametrize("name", SHEETS)
def test_only_logical_properties(name: str) -> None:
    found = [PHYSICAL.search(block) for block in declarations(source(name))]
    assert [match.group(0).strip() for match in found if match] == []


@pytest.mark.parametrize("name", SHEETS)
def test_no_shorthand_tells_left_from_right(name: str) -> None:
    for block in declarations(source(name)):
        for shorthand in FOUR_VALUES.findall(block):
            values = re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", "()", shorthand.split(":")[1]).split()
            assert len(values) < 4 or values[1] == values[3], shorthand


def test_the_physical_pattern_sees_what_it_must() -> None:
    assert PHYSICAL.search(" margin-left: 4px")
    assert PHYSICAL.search("text-align: right")
    assert not PHYSICAL.search("margin-inline-start: 4px; border-block-start: 0; text-align: start")


@pytest.mark.parametrize("name", SHEETS)
def test_nothing_comes_from_elsewhere(name: str) -> None:
    css = source(name)
    assert "@import" not in css
    assert all(address.startswith(("fonts/", "data:")) for address in re.findall(r'url\("?([^")]+)', css))


@pytest.mark.parametrize("name", SHEETS)
def test_every_token_used_is_defined(name: str) -> None:
    defined = set(tokens(source("tokens.css"))) | set(tokens(source(name)))
    with_fallback = set(re.findall(r"var\((--[\w-]+),", source(name)))
    assert set(re.findall(r"var\((--[\w-]+)", source(name))) - with_fallback <= defined


def test_the_dark_of_the_device_is_the_dark_that_is_chosen() -> None:
    css = without_comments(source("tokens.css"))
    device = re.search(r':root:not\(\[data-theme="light"\]\) \{(.*?)\}', css, re.S)
    chosen = re.search(r':root\[data-theme="dark"\] \{(.*?)\}', css, re.S)
    assert device is not None
    assert chosen is not None
    assert tokens(device.group(1)) == tokens(chosen.group(1))


def test_movement_can_be_refused() -> None:
    assert "prefers-reduced-motion: reduce" in source("tokens.css")

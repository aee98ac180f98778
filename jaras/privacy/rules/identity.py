"""How the number of an identity document is written, whoever wrote it down."""

import re

CARD = "cnie"  # the kind of document that most people carry
SHORTEST, LONGEST = 4, 20
_BETWEEN = re.compile(r"[\s.\-_/\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_WRITTEN = re.compile(rf"[A-Z0-9]{{{SHORTEST},{LONGEST}}}", re.ASCII)
_CARD = re.compile(r"[A-Z]{1,3}[0-9]{3,8}", re.ASCII)


def normalised(written: str) -> str:
    """Capital Latin letters and digits 0-9, nothing between them; empty where it is no such number."""
    signs = _BETWEEN.sub("", written).upper()
    number = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in signs)
    return number if _WRITTEN.fullmatch(number) and any(map(str.isdecimal, number)) else ""


def looks_like_number(typed: str) -> bool:
    """Whether somebody who searches may mean the number of a paper: no spaces but a card's, some digits."""
    return normalised(typed) != "" and (looks_like_card(typed) or not any(map(str.isspace, typed.strip())))


def looks_like_card(typed: str) -> bool:
    """Whether somebody who searches means a card: one to three letters, then digits."""
    return _CARD.fullmatch(normalised(typed)) is not None

"""The languages people write in, sentences of the house, what makes a message doubtful."""

from functools import cache
from pathlib import Path

from jaras.conversations.rules.doubt import Signs as DoubtSigns
from jaras.conversations.rules.doubt import signs_of as doubt_signs_of
from jaras.conversations.rules.language import Signs, recognise, signs_of
from jaras.kernel.coded import CodedList, coded_list, read_policy

POLICIES = Path(__file__).parent / "policies"


def languages() -> CodedList:
    return coded_list(POLICIES / "languages.yaml")


@cache
def _language_signs() -> tuple[Signs, ...]:
    return signs_of(read_policy(POLICIES / "languages.yaml"))


def language_of(words: str) -> str:
    """The code of `languages`; empty where there is no word."""
    return recognise(words, _language_signs(), read_policy(POLICIES / "languages.yaml")["default"])


def acknowledgements() -> CodedList:
    return coded_list(POLICIES / "acknowledgements.yaml")


def canned() -> CodedList:
    """Answers that are written once."""
    return coded_list(POLICIES / "canned.yaml")


def channels() -> CodedList:
    """What each channel is called where its conversations are read."""
    return coded_list(POLICIES / "channels.yaml")


def faults() -> CodedList:
    """Why an answer did not leave, in words."""
    return coded_list(POLICIES / "faults.yaml")


def doubts() -> CodedList:
    return coded_list(POLICIES / "doubts.yaml")


@cache
def doubt_signs() -> tuple[DoubtSigns, ...]:
    return doubt_signs_of(read_policy(POLICIES / "doubts.yaml"))

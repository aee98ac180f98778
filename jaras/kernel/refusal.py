"""What was asked cannot be done as asked, said in one clear sentence."""

from typing import Any


class Refused(ValueError):
    """A sentence for the person who asked; `field` names what to correct, if one thing is wrong."""

    def __init__(self, sentence: Any, *, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field

    def __str__(self) -> str:
        return str(self.sentence)

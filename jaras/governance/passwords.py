"""What a password must be: long, unlike the common ones, more than one's own words."""

import re
from collections.abc import Iterable

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jaras.kernel.folding import fold

AT_LEAST, LEFT = 12, 8
WORDS_OF_THE_HOUSE = ("jaras", "jeras", "khouribga", "vigilance", "cellule", "جرس", "خريبكه")  # folded

HOW = _("At least %(number)d characters. A sentence that only you would say is the easiest to remember.") % {
    "number": AT_LEAST
}


class _Rule:
    """A rule whose help is said once, by the first of them."""

    def get_help_text(self) -> str:
        return ""


class LongEnough(_Rule):
    """Length is the only thing asked of the form: no obligatory capitals, digits or signs."""

    def validate(self, password: str, user: object | None = None) -> None:
        if len(password) < AT_LEAST:
            raise ValidationError(str(HOW), code="password_too_short")

    def get_help_text(self) -> str:
        return str(HOW)


class NotCommon(_Rule):
    """The twenty thousand passwords that are tried first open nothing, be they written twice."""

    def __init__(self) -> None:
        self.common = CommonPasswordValidator()

    def validate(self, password: str, user: object | None = None) -> None:
        try:
            for tried in {password, repeated(password)}:
                self.common.validate(tried, None)
        except ValidationError as known:
            raise ValidationError(
                _("Many people use this password: it would be tried first. Choose another one."),
                code="password_too_common",
            ) from known


class MoreThanOwnWords(_Rule):
    """The name, the address, the words of the house may stand in it, not make it."""

    def validate(self, password: str, user: object | None = None) -> None:
        said = [str(getattr(user, field, "") or "") for field in ("name", "name_ar", "email", "telephone")]
        words = own_words(fold(text) for text in said)
        if len(left_without(fold(password), words)) < LEFT:
            raise ValidationError(
                _("This password is made of your name, your address or words of the house: add others."),
                code="password_of_own_words",
            )


def own_words(said: Iterable[str]) -> set[str]:
    """What a stranger would try first: the words of a member (four letters or more), those of the house."""
    found = {word for text in said for word in re.split(r"[\W_]+", text) if len(word) > 3}
    return found | set(WORDS_OF_THE_HOUSE)


def left_without(password: str, words: Iterable[str]) -> str:
    """The letters of a password that none of these words explains."""
    for word in sorted(words, key=len, reverse=True):
        password = password.replace(word, "")
    return re.sub(r"[\W_]+", "", password)


def repeated(password: str) -> str:
    """What a password says again and again (`azertyazerty` → `azerty`), else the password."""
    return password[: (password * 2).find(password, 1)]

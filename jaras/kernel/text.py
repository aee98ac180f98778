"""Text that strangers typed: kept as typed, but for what would deceive a reader or a database."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from jaras.kernel.refusal import Refused

# Control characters, lone surrogates, and the marks that reverse the reading order of what follows them.
_HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def cleaned(value: str) -> str:
    """Without harmful characters and outer spaces; line ends are `\\n`."""
    return _HARMFUL.sub("", value.replace("\r\n", "\n")).strip()


def within(value: str, *, limit: int, field: str) -> str:
    """The cleaned value, refused when it is longer than `limit` characters."""
    text = cleaned(value)
    if len(text) > limit:
        raise Refused(
            _("This text is too long: %(length)d characters, at most %(limit)d.")
            % {"length": len(text), "limit": limit},
            field=field,
        )
    return text


def require_email(value: str, *, field: str) -> None:
    """Refuse what no letter could reach."""
    try:
        validate_email(value)
    except ValidationError as wrong:
        raise Refused(_("This e-mail address does not look right."), field=field) from wrong

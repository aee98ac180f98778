"""Where what two people wrote of somebody differs, field by field."""

from typing import Any

from jaras.people.models import Person
from jaras.web.shell.people import PersonForm, shown


def differences(now: Person, form: PersonForm) -> list[tuple[str, str, str]]:
    """The label of each field that differs, what the other saved, what this one wrote."""
    saved = shown(now)
    return [
        (str(bound.label), said(form, bound.name, theirs), said(form, bound.name, yours))
        for bound in form
        if bound.name != "seen"
        and _plain(theirs := saved[bound.name]) != _plain(yours := form.cleaned_data[bound.name])
    ]


def said(form: PersonForm, name: str, value: Any) -> str:
    """A value in the words of its field."""
    words = {str(code): str(word) for code, word in getattr(form.fields[name], "choices", ())}
    values = value if isinstance(value, list) else [value]
    return ", ".join(words.get(_plain(each), _plain(each)) for each in values) or "–"


def _plain(value: Any) -> str:
    return "" if value is None else str(value)

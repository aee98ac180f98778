"""Two people wrote the same thing: who was first, what each of them wrote."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from jaras.governance import queries as governance
from jaras.web.shell.request import Request

# The label of a field, what the other saved, what this one wrote.
Text = tuple[str, str, str]


def told(
    subject: str,
    subject_id: int,
    *events: str,
    texts: Sequence[Text],
    otherwise: datetime | None = None,
) -> dict[str, Any]:
    """What `ui.conflict` shows; the last of these events tells with whom the conflict is."""
    change = governance.last_change(subject, subject_id, *events)
    return {
        "who": change.member.called if change and change.member else _("Somebody"),
        "changed_at": change.at if change else otherwise or timezone.now(),
        "texts": texts,
    }


def differences(saved: Mapping[str, Any], form: forms.Form) -> list[Text]:
    """Each field that differs, in the words of its choices."""
    return [
        (str(bound.label), _said(form, bound.name, theirs), _said(form, bound.name, yours))
        for bound in form
        if bound.name != "seen"
        and _plain(theirs := saved[bound.name]) != _plain(yours := form.cleaned_data[bound.name])
    ]


def sent_again(request: Request, *, seen: str) -> QueryDict:
    """What this one wrote, having now seen what the other saved."""
    data: QueryDict = request.POST.copy()
    data["seen"] = seen
    return data


def _said(form: forms.Form, name: str, value: Any) -> str:
    words = {str(code): str(word) for code, word in getattr(form.fields[name], "choices", ())}
    values = value if isinstance(value, list) else [value]
    return ", ".join(words.get(_plain(each), _plain(each)) for each in values) or "–"


def _plain(value: Any) -> str:
    return "" if value is None else str(value)

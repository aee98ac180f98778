"""One thing to do in a case: asked beside the file, or on a page of its own."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from jaras.cases import queries
from jaras.cases.models import Case
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from jaras.kernel.workflow import IllegalMove, ReasonMissing
from jaras.web.cases.file import head
from jaras.web.shell import conflict
from jaras.web.shell.request import Request

Do = Callable[[dict[str, Any]], object]


def ask(
    request: Request,
    case: Case,
    form: forms.Form,
    do: Do,
    *,
    title: str,
    button: str,
    said: str | Callable[[], str],
    says: str = "",
    template: str = "cases/_task.html",
    conflict: Callable[[], HttpResponse] | None = None,
    back: str = "",
    **context: Any,
) -> HttpResponse:
    """Show the form, or do what it asks; a refusal stands beside its field, what was typed stays.

    `back` is where one goes afterwards, if not to the story of the case.
    """
    back = back or reverse("case", args=[case.pk])
    if request.method == "POST" and form.is_valid():
        try:
            done = carried_out(form, do)
        except Conflict:
            if conflict is not None:
                return conflict()
            form.add_error(None, _("Somebody changed the case at this very moment. Look, then do it again."))
            done = False
        if done:
            messages.success(request, said() if callable(said) else said)
            still_there = queries.opened(request.actor, case.pk) is not None
            return redirect(back if still_there else "cases")
    shown = head(request, case) | context | {"form": form, "title": title, "says": says, "button": button}
    shown |= {"task": template, "uploads": form.is_multipart(), "back": back}
    status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return render(request, template if request.htmx else "cases/task.html", shown, status=status)


def carried_out(form: forms.Form, do: Do) -> bool:
    """Whether it was done; a refusal is written beside its field."""
    try:
        do(form.cleaned_data)
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
    except ReasonMissing:
        form.add_error("reason" if "reason" in form.fields else None, _("Say why."))
    except IllegalMove:
        form.add_error(None, _("This is not possible any more: the case moved on meanwhile."))
    else:
        return True
    return False


def both(
    request: Request,
    case: Case,
    form: forms.Form,
    texts: list[tuple[str, str, str]],
    *events: str,
    title: str,
    back: str = "",
    subject: tuple[str, int] | None = None,
) -> HttpResponse:
    """What the other wrote beside what this one wrote, with the form to write what is kept.

    `subject` names the row that was rewritten, if it is not the case itself.
    """
    told = conflict.told(*(subject or ("case", case.pk)), *events, texts=texts, otherwise=case.moved_at)
    context = (
        head(request, case)
        | told
        | {
            "form": form,
            "title": title,
            "back": back or reverse("case", args=[case.pk]),
        }
    )
    return render(request, "cases/conflict.html", context, status=HTTPStatus.CONFLICT)


def joined(theirs: str, yours: str) -> str:
    """Both texts, one after the other, neither twice."""
    if yours in theirs or theirs in yours:
        return max(theirs, yours, key=len)
    return f"{theirs}\n\n{yours}"

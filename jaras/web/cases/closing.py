"""The end of a case: what is asked for it, what the one who approves reads, news afterwards."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from jaras.cases import actions, queries
from jaras.cases.actions.closing import obstacles
from jaras.cases.lists import case_outcomes
from jaras.cases.models import Case, Closure
from jaras.cases.rules import CasesVerb
from jaras.web.cases.file import find
from jaras.web.cases.forms import MoveForm, posted
from jaras.web.cases.task import ask
from jaras.web.cases.words import MOVES
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.shell.templating import label

USUALLY_AFTER = timedelta(days=90)


class Day(forms.DateField):
    """A day, asked by the browser's own calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def today() -> date:
    return timezone.localtime().date()


class ClosureForm(forms.Form):
    outcome = forms.ChoiceField(label=gettext_lazy("What became of the person"), widget=forms.RadioSelect)
    summary = forms.CharField(
        label=gettext_lazy("How it ended, in a few words"),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        required=False,
    )
    follow_up_on = Day(
        label=gettext_lazy("Take news on"),
        help_text=gettext_lazy("Within two years; leave it empty where nobody is to be asked any more."),
        required=False,
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"follow_up_on": today() + USUALLY_AFTER})
        outcome: forms.ChoiceField = self.fields["outcome"]  # type: ignore[assignment]
        outcome.choices = [(item.code, label(item)) for item in case_outcomes()]


class ApprovalForm(forms.Form):
    """Nothing to fill in: what is approved stands above it."""


class NewsForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("How the person is"),
        help_text=gettext_lazy("The person's own words between quotation marks."),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto", "autofocus": True}),
        required=False,
    )
    again_on = Day(label=gettext_lazy("Take news once more on"), required=False)


def end(request: Request, case: Case, verb: str) -> HttpResponse:
    """The four moves of the end, each with its own form."""
    by, at = request.actor, timezone.now()
    form: forms.Form
    do: Callable[[dict[str, Any]], object]
    if verb == "request_closure":
        form = ClosureForm(posted(request))
        do = lambda said: actions.request_closure(case=case, by=by, at=at, **said)  # noqa: E731
    elif verb == "close":
        form = ApprovalForm(posted(request))
        do = lambda _said: actions.approve_closure(case=case, by=by, at=at)  # noqa: E731
    else:
        form = MoveForm(verb, posted(request))
        action = actions.refuse_closure if verb == "refuse_closure" else actions.reopen
        do = lambda said: action(case=case, reason=said["reason"], by=by, at=at)  # noqa: E731
    words = MOVES[verb]
    return ask(
        request,
        case,
        form,
        do,
        title=str(words.offer),
        says=str(words.ask),
        button=str(words.offer),
        said=f"{words.told}.",
        above="cases/_end.html",
        asked=_waiting(case) if verb in ("close", "refuse_closure") else None,
        obstacles=obstacles(case) if verb in ("request_closure", "close") else [],
        outcomes=case_outcomes(),
    )


def _waiting(case: Case) -> Closure | None:
    """The closure that somebody asked for, not answered yet."""
    return next((each for each in queries.closures(case) if each.answered_at is None), None)


@permission(CasesVerb.WRITE)
@require_http_methods(["GET", "POST"])
def news(request: Request, pk: int) -> HttpResponse:
    """Write how the person is since the case was closed."""
    case = find(request, pk)
    closure = Closure.objects.followed_up().filter(case=case).select_related("case").first()
    if closure is None:
        raise Http404
    return ask(
        request,
        case,
        NewsForm(posted(request)),
        lambda said: actions.take_news(closure=closure, by=request.actor, at=timezone.now(), **said),
        title=_("Write the news"),
        says=_("The case stays closed. If the person needs help again, open it again instead."),
        button=_("Keep the news"),
        said=_("The news are kept."),
    )

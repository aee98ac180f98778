"""How far a case is shared: ordinary, restricted to its team, sealed in a compartment."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jaras.cases import actions, queries
from jaras.cases.models import Case
from jaras.cases.rules import CasesVerb
from jaras.governance.roles import compartments
from jaras.kernel.actor import Actor
from jaras.kernel.models import Level
from jaras.kernel.refusal import Refused
from jaras.kernel.sharing import mark
from jaras.web.cases.file import find
from jaras.web.cases.forms import posted
from jaras.web.cases.task import ask
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.shell.templating import label

LEVELS = {Level.ORDINARY: gettext_lazy("Ordinary"), Level.RESTRICTED: gettext_lazy("Restricted")}


class ShareForm(forms.Form):
    share = forms.ChoiceField(label=gettext_lazy("From now on"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("Obligatory to open what is sealed."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        required=False,
    )

    def __init__(self, case: Case, actor: Actor, data: Any = None) -> None:
        now = mark(case.level, case.compartment)
        super().__init__(data, initial={"share": now})
        field: forms.ChoiceField = self.fields["share"]  # type: ignore[assignment]
        field.choices = [
            (value, word) for value, word in words().items() if value == now or possible(case, actor, value)
        ]


def words() -> dict[str, str]:
    """Every way of sharing as a button calls it."""
    sealed = {mark(Level.SEALED, item.code): _("Sealed: %s") % label(item) for item in compartments()}
    return {level: str(word) for level, word in LEVELS.items()} | sealed


def possible(case: Case, actor: Actor, share: str) -> bool:
    """Whether this member may share the case so, from how it is shared now."""
    if case.level == Level.SEALED:
        return case.compartment in actor.compartments
    return share != Level.ORDINARY or actor.can(CasesVerb.RESTRICT)


@permission(CasesVerb.WRITE)
@require_http_methods(["GET", "POST"])
def confidentiality(request: Request, pk: int) -> HttpResponse:
    case = find(request, pk)
    actor = request.actor
    in_team = any(place.member_id == actor.member_id for place in queries.team(case))
    unseen = [item for item in compartments() if item.code not in actor.compartments]
    language = (get_language() or "fr")[:2]
    return ask(
        request,
        case,
        ShareForm(case, actor, posted(request)),
        lambda said: _share(case, said["share"], said["reason"], actor),
        title=_("Who sees this case"),
        button=_("Share it so"),
        said=_("It is shared so from now on."),
        above="cases/_levels.html",
        purposes=[(label(item), item[f"says_{language}"]) for item in compartments()],
        loses=[label(item) for item in unseen] if not in_team else [],
        closed=case.level == Level.SEALED and case.compartment not in actor.compartments,
    )


def _share(case: Case, share: str, reason: str, by: Actor) -> None:
    level, _dot, compartment = share.partition(".")
    at = timezone.now()
    if share == mark(case.level, case.compartment):
        raise Refused(_("It is shared so already."), field="share")
    if level == Level.SEALED:
        actions.seal(case=case, compartment=compartment, reason=reason, by=by, at=at)
    elif case.level == Level.SEALED:
        actions.unseal(case=case, level=Level(level), reason=reason, by=by, at=at)
    else:
        actions.set_level(case=case, level=Level(level), by=by, at=at)

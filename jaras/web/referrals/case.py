"""What a case entrusts to partners: followed, answered, taken back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from jaras.care import actions, queries
from jaras.care.actions import Heard, Sent
from jaras.care.lists import decline_reasons, sharing_grounds
from jaras.care.models import Referral
from jaras.care.rules import WAITED_FOR, CareVerb, Door
from jaras.care.rules.referrals import LIVING, MessageKind, door_for, stricter
from jaras.cases.models import Case
from jaras.cases.rules import LIVING as FOLLOWED
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.partners.lists import services
from jaras.web.cases.file import find, head
from jaras.web.cases.forms import posted
from jaras.web.cases.task import ask
from jaras.web.referrals.forms import CompleteForm, DeclineForm, ResendForm, WordsForm
from jaras.web.referrals.words import STATES, too_late
from jaras.web.shell.navigation import in_a_case
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

in_a_case("case_referrals", gettext_lazy("Referrals"), "partners", CareVerb.READ)


@permission(CareVerb.READ)
@require_GET
def page(request: Request, pk: int) -> HttpResponse:
    case = find(request, pk)
    followed = queries.referrals_of(case, request.actor)
    entrusted = {each.referral.need_id for each in followed if each.referral.state in LIVING}
    unsettled = [need for need in queries.needs_of(case, request.actor) if need.state in WAITED_FOR]
    may_refer = request.actor.can(CareVerb.REFER) and case.state in FOLLOWED
    context = head(request, case) | {
        "followed": [(each, offers(each.referral) if may_refer else []) for each in followed],
        "waiting": [need for need in unsettled if need.pk not in entrusted],
        "entrusted": [need for need in unsettled if need.pk in entrusted],
        "may_refer": may_refer,
        "services": services(),
        "reasons": decline_reasons(),
        "grounds": sharing_grounds(),
        "referral_states": STATES,
        "kinds": MessageKind,
    }
    return render(request, "referrals/case.html", context)


Done = Heard | Sent | object


@dataclass(frozen=True)
class Act:
    """A button of a referral: its words, its form, what it does, in which states it is offered."""

    offer: Any
    says: Any
    said: Any
    form: Callable[[Referral, Any], forms.Form]
    do: Callable[[Referral, dict[str, Any], Actor, Any], Done]
    waiting: bool = False
    taken: bool = False


def _words(asked: Any) -> Callable[[Referral, Any], forms.Form]:
    return lambda _referral, data: WordsForm(str(asked), data)


ACTS: dict[str, Act] = {
    "reply": Act(
        gettext_lazy("Answer"),
        gettext_lazy("The partner gets an e-mail that there is an answer; they read it on their page."),
        gettext_lazy("Your answer is on the partner's page."),
        _words(gettext_lazy("Your answer")),
        lambda row, said, by, at: actions.reply(
            referral=row, words=said["words"], key=said["key"], by=by, at=at
        ),
        waiting=True,
        taken=True,
    ),
    "accept": Act(
        gettext_lazy("They accept (by telephone)"),
        gettext_lazy("The partner told you that they take it."),
        gettext_lazy("The partner takes it."),
        _words(gettext_lazy("When, where, whom to ask for")),
        lambda row, said, by, at: actions.accept(
            referral=row, words=said["words"], key=said["key"], by=by, at=at
        ),
        waiting=True,
    ),
    "decline": Act(
        gettext_lazy("They cannot (by telephone)"),
        gettext_lazy("The need is open again, with the reason."),
        gettext_lazy("The need is open again: entrust it to somebody else."),
        lambda _referral, data: DeclineForm(data),
        lambda row, said, by, at: actions.decline(
            referral=row, reason=said["reason"], words=said["words"], key=said["key"], by=by, at=at
        ),
        waiting=True,
    ),
    "start": Act(
        gettext_lazy("It has begun"),
        gettext_lazy("The person is there, the help begins."),
        gettext_lazy("The help has begun."),
        lambda _referral, data: forms.Form(data),
        lambda row, _said, by, at: actions.start(referral=row, by=by, at=at),
        taken=True,
    ),
    "complete": Act(
        gettext_lazy("It is done"),
        gettext_lazy("The need is met, the help is counted."),
        gettext_lazy("The need is met."),
        CompleteForm,
        lambda row, said, by, at: actions.complete(
            referral=row,
            outcome=said["words"],
            nights=said.get("nights") or 0,
            key=said["key"],
            by=by,
            at=at,
        ),
        taken=True,
    ),
    "interrupt": Act(
        gettext_lazy("It breaks off"),
        gettext_lazy("The need is open again, with the reason."),
        gettext_lazy("The need is open again: entrust it to somebody else."),
        _words(gettext_lazy("Why")),
        lambda row, said, by, at: actions.interrupt(
            referral=row, reason=said["words"], key=said["key"], by=by, at=at
        ),
        taken=True,
    ),
    "resend": Act(
        gettext_lazy("Send again"),
        gettext_lazy("A new link leaves, the older one dies at once."),
        gettext_lazy("A new link leaves."),
        lambda row, data: ResendForm(row, data, at=timezone.now()),
        lambda row, said, by, at: actions.resend(
            referral=row, email=said["email"], expires_at=said.get("expires_at"), by=by, at=at
        ),
        waiting=True,
        taken=True,
    ),
    "code": Act(
        gettext_lazy("A new code"),
        gettext_lazy("The older code opens nothing any more. Tell the new one by telephone."),
        gettext_lazy("The new code was shown once."),
        lambda _referral, data: forms.Form(data),
        lambda row, _said, by, at: Sent(row, actions.make_code(referral=row, by=by, at=at)),
        waiting=True,
        taken=True,
    ),
    "recall": Act(
        gettext_lazy("Take back"),
        gettext_lazy("The link dies at once, the partner is told, the need is open again."),
        gettext_lazy("The need is open again."),
        _words(gettext_lazy("Why")),
        lambda row, said, by, at: actions.recall(referral=row, reason=said["words"], by=by, at=at),
        waiting=True,
        taken=True,
    ),
}


def offers(referral: Referral) -> list[tuple[str, Any]]:
    """What may be done with it from here."""
    return [(verb, act.offer) for verb, act in ACTS.items() if offered(verb, act, referral)]


def offered(verb: str, act: Act, referral: Referral) -> bool:
    if verb == "code" and stricter(referral.door, door_for(referral.case.level)) != Door.CODE:
        return False
    if verb == "start" and referral.state != "accepted":
        return False
    return (act.waiting and referral.waits) or (act.taken and referral.taken)


@permission(CareVerb.REFER)
@require_http_methods(["GET", "POST"])
def act(request: Request, pk: int, referral_pk: int, verb: str) -> HttpResponse:
    case = find(request, pk)
    referral = queries.find_referral(case, referral_pk)
    if referral is None or verb not in ACTS:
        raise Http404
    button, done = ACTS[verb], []

    def do(said: dict[str, Any]) -> None:
        made = button.do(referral, said, request.actor, timezone.now())
        if isinstance(made, Heard) and not made.counts:
            raise Refused(too_late(made.referral, kept=bool(said.get("words"))))
        done.append(made)

    response = ask(
        request,
        case,
        button.form(referral, posted(request)),
        do,
        title=_("%(what)s: %(said)s") % {"what": referral.organisation.name, "said": button.offer},
        says=str(button.says),
        button=str(button.offer),
        said=str(button.said),
        back=reverse("case_referrals", args=[pk]),
    )
    return codes_once(request, case, done) or response if done else response


def codes_once(request: Request, case: Case, made: Sequence[Done]) -> HttpResponse | None:
    """The codes to tell by telephone, on this answer alone; nothing where there is none."""
    told = [sent for sent in made if isinstance(sent, Sent) and sent.code]
    if not told:
        return None
    response = render(request, "referrals/code.html", head(request, case) | {"told": told})
    response["Cache-Control"] = "no-store"
    return response

"""Whom the report concerns: a person found, or a person registered."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jaras.intake import actions
from jaras.intake.models import Report
from jaras.intake.rules.states import IntakeVerb
from jaras.kernel.refusal import Refused
from jaras.people import actions as people
from jaras.people.models import Person
from jaras.web.intake import steps
from jaras.web.intake.typed import number
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

WORDS = ("given_name", "family_name", "arabic_name", "description", "sex")


@permission(IntakeVerb.RESPOND)
@require_POST
def add(request: Request, pk: int) -> HttpResponse:
    def action(report: Report) -> None:
        chosen = number(request.POST, "person", _("Choose the person."))
        person = get_object_or_404(Person.objects.visible_to(request.actor), pk=chosen)
        actions.add_person(report=report, person=person, by=request.actor, at=timezone.now())

    return steps.take(request, pk, "person", action, _("The person is named in the report."))


@permission(IntakeVerb.RESPOND)
@require_POST
def recognise(request: Request, pk: int, described: int) -> HttpResponse:
    """Whom the report describes is somebody known."""

    def action(report: Report) -> None:
        chosen = number(request.POST, "person", _("Choose the person."))
        person = get_object_or_404(Person.objects.visible_to(request.actor), pk=chosen)
        unknown = get_object_or_404(report.persons.all(), pk=described)
        actions.recognise(
            report=report, described=unknown, person=person, by=request.actor, at=timezone.now()
        )

    return steps.take(request, pk, "person", action, _("The report now concerns the person who is known."))


@permission(IntakeVerb.RESPOND)
@require_POST
def take_apart(request: Request, pk: int, recognition: int) -> HttpResponse:
    """It was somebody else after all."""

    def action(report: Report) -> None:
        told = get_object_or_404(report.recognitions.select_related("person", "described"), pk=recognition)
        actions.take_apart(recognition=told, by=request.actor, at=timezone.now())

    return steps.take(request, pk, "person", action, _("The report concerns whom it described again."))


@permission(IntakeVerb.RESPOND)
@require_POST
def register(request: Request, pk: int) -> HttpResponse:
    """A new person, as they are described; a name is not needed."""

    def action(report: Report) -> None:
        at = timezone.now()
        said: dict[str, Any] = {name: request.POST.get(name, "") for name in WORDS}
        said["age_about"] = _age(request)
        person = people.register(by=request.actor, at=at, commune=report.commune, **said)
        actions.add_person(report=report, person=person, by=request.actor, at=at)

    return steps.take(request, pk, "register", action, _("The person is registered."))


def _age(request: Request) -> int | None:
    typed = request.POST.get("age_about", "").strip()
    if not typed:
        return None
    if not typed.isascii() or not typed.isdecimal() or len(typed) > 3:
        raise Refused(_("Write the age as a number."), field="age_about")
    return int(typed)

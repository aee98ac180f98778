"""The bare limit: the same rows through the plainest Django views, nothing else."""

from typing import Any

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template import engines
from django.urls import path

from jaras.cases.models import Case
from jaras.intake.models import Report

LIST = engines["django"].from_string(
    "<table>{% for case in cases %}<tr><td>{{ case.pk }}</td><td>{{ case.state }}</td>"
    "<td>{{ case.stage }}</td><td>{{ case.place_text }}</td><td>{{ case.moved_at }}</td>"
    "<td>{{ case.summary }}</td></tr>{% endfor %}</table>"
)
ONE = engines["django"].from_string(
    "<h1>{{ case.pk }}</h1><p>{{ case.summary }}</p><p>{{ case.moved_at }}</p>"
)


class ReportForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Report
        fields = ["words", "place_text"]


def cases(request: HttpRequest) -> HttpResponse:
    rows = Case.objects.order_by("-moved_at", "-id")[:50]
    return HttpResponse(LIST.render({"cases": rows}))


def case(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse(ONE.render({"case": get_object_or_404(Case, pk=pk)}))


def create(request: HttpRequest) -> HttpResponse:
    from django.utils import timezone

    form = ReportForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    form.instance.received_at = timezone.now()
    form.instance.channel = "TEL"
    form.save()
    return HttpResponse("ok")


urlpatterns: list[Any] = [path("cases", cases), path("cases/<int:pk>", case), path("call", create)]

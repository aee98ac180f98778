"""A page made of the shell's parts, for the journey that proves what scripts add."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from django.utils import timezone

from jaras.config.urls import urlpatterns as addresses
from jaras.kernel.actor import Actor

STAFF = """{% extends "shell/base.html" %}{% import "shell/ui.html" as ui %}
{% block title %}Parts{% endblock %}
{% block watch %}{% endblock %}
{% block search %}
<form class="search"><input type="search" data-search aria-label="Search"></form>{% endblock %}
{% block content %}<div class="page"><h1>Parts</h1>
<section id="list" data-immediate="0">0</section>
<button hx-get="/arrived" hx-target="#list" hx-swap="outerHTML">Refresh</button>
<form id="call" method="post" action="/saved" data-autosave hx-post="/autosaved"
  hx-trigger="input delay:100ms, change, again" hx-swap="none">{{ csrf_input }}
{{ ui.input("words", "What happens", type="textarea", big=true) }}{{ ui.saved() }}
{{ ui.button("Save", kind="main") }}</form>
{{ ui.time(moment) }}
{{ ui.button("Take", key="T", type="button", attrs={"id": "take"}) }}
<ul class="rows" data-rows>{{ ui.row("#1", "One") }}{{ ui.row("#2", "Two") }}</ul>
</div>{% endblock %}"""
PUBLIC = """{% extends "shell/public.html" %}
{% block content %}
<h1>Help</h1><form><label for="w">Words</label><textarea id="w"></textarea></form>{% endblock %}"""


def staff(request: HttpRequest) -> HttpResponse:
    request.actor = Actor(member_id=1, name="Salma Bennani")  # type: ignore[attr-defined]
    template = engines["jinja2"].from_string(STAFF)
    return HttpResponse(template.render({"moment": timezone.now() - timedelta(minutes=12)}, request))


def public(request: HttpRequest) -> HttpResponse:
    return HttpResponse(engines["jinja2"].from_string(PUBLIC).render({}, request))


def arrived(request: HttpRequest) -> HttpResponse:
    return HttpResponse('<section id="list" data-immediate="2">2</section>')


def autosaved(request: HttpRequest) -> HttpResponse:
    """Refuses once, then accepts: a network that comes back."""
    response = HttpResponse(status=204 if "refused" in request.COOKIES else 503)
    response.set_cookie("refused", "once")
    return response


def saved(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"<!doctype html><title>Saved</title><p>{len(request.POST['words'])}</p>")


urlpatterns = [
    *addresses,
    path("staff", staff),
    path("public", public),
    path("arrived", arrived),
    path("autosaved", autosaved),
    path("saved", saved),
]

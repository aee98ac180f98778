"""Until a real installation has its territory, every page leads to its first start."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from jaras.territory import queries

Answer = Callable[[HttpRequest], HttpResponse]


class FirstRun:
    """The demo is founded by its own command before it is served."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.open = {reverse(name) for name in ("setup", "health", "preferences")}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.MODE != "real" or request.path in self.open or queries.installation():
            return self.get_response(request)
        return redirect("setup")

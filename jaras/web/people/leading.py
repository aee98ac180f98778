"""The addresses of a record that was merged lead to the one that tells of the person now."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from jaras.people import queries
from jaras.web.shell.request import Request

View = Callable[..., HttpResponseBase]


def leads_on(view: View) -> View:
    """Where nobody has this number, whoever sees the record that stays is led to the same page of it.

    What was typed goes with them: the browser sends it again to the other address.
    """

    @wraps(view)
    def led(request: Request, pk: int, **more: Any) -> HttpResponseBase:
        try:
            return view(request, pk, **more)
        except Http404:
            stays = queries.merged_into(pk, request.actor)
            if stays is None or request.resolver_match is None:
                raise
            there = reverse(request.resolver_match.view_name, kwargs={**more, "pk": stays.pk})
            asked = request.META.get("QUERY_STRING", "")
            reads = request.method in ("GET", "HEAD")
            return redirect(f"{there}?{asked}" if asked else there, preserve_request=not reads)

    return led

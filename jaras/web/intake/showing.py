"""How a report is shown: beside the lists, alone, or as the part that replaces what was shown of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from jaras.intake.models import Report
from jaras.kernel import reading
from jaras.kernel.models import EventRecord
from jaras.web.intake import lists, panels, proposed, sheet, wording
from jaras.web.intake.typed import Typed
from jaras.web.shell import hanging
from jaras.web.shell.request import Request


def answer(
    request: Request,
    report: Report | None,
    typed: Typed | None = None,
    *,
    status: int = HTTPStatus.OK,
    **more: Any,
) -> HttpResponse:
    """The report after a step, where it stood: beside the lists, or alone."""
    if from_desk(request):
        read_lists = lists.read(request, chosen=report.pk if report else None)
        return beside(request, read_lists, report, typed, status=status, chosen=True, **more)
    return _shown(request, "intake/report.html", context(request, report, typed, status) | more, status)


def beside(
    request: Request,
    read_lists: dict[str, Any],
    report: Report | None,
    typed: Typed | None = None,
    *,
    status: int = HTTPStatus.OK,
    chosen: bool = False,
    **more: Any,
) -> HttpResponse:
    """The desk; as a fragment, the report, with the lists if they were read again."""
    known = context(request, report, typed, status)
    return _shown(
        request,
        "intake/desk.html",
        {**known, **read_lists, "from_desk": True, "chosen": chosen, **more},
        status,
    )


def context(
    request: Request, report: Report | None, typed: Typed | None = None, status: int = HTTPStatus.OK
) -> dict[str, Any]:
    """What every page of a report is made of."""
    panel: dict[str, Any] = {"panel": ""}
    if report and typed and typed.step in panels.OF_STEP:
        panel = panels.read(request, report, panels.OF_STEP[typed.step])
    conflict = report is not None and typed is not None and status == HTTPStatus.CONFLICT
    return {
        "sheet": sheet.read(request, report) if report else None,
        "typed": typed or Typed(),
        "from_desk": from_desk(request),
        "conflict": _conflict(report, typed) if conflict and report and typed else None,
        "correct": request.GET.get("correct", "") or request.POST.get("correct", ""),
        "first": None,
        **panel,
        "wording": wording,
        "hanging": hanging,
        "proposed": proposed,
        "csrf": get_token(request),
    }


def _shown(request: Request, template: str, known: dict[str, Any], status: int) -> HttpResponse:
    if known["sheet"] and request.method == "GET":
        read: sheet.Sheet = known["sheet"]
        case_id = reading.granted(request.actor, read.cases) or min(read.cases, default=None)
        reading.record("report", read.report.pk, by=request.actor, at=timezone.now(), case_id=case_id)
    if is_fragment(request):
        template = "intake/_answer.html"
    response = render(request, template, known, status=status)
    patch_vary_headers(response, ("HX-Request",))
    response.headers["Cache-Control"] = "no-store"
    return response


def is_fragment(request: Request) -> bool:
    """Whether a part of a page is asked for; a page that comes back from the history is whole."""
    return bool(request.htmx) and not request.htmx.history_restore_request


def from_desk(request: Request) -> bool:
    """Whether the report stands beside the lists of the desk."""
    return request.POST.get("from", request.GET.get("from", "")) == "desk"


@dataclass(frozen=True)
class Both:
    """Two people wrote: who was first, with both texts."""

    who: str
    at: datetime
    texts: Sequence[tuple[str, str, str]]


def _conflict(report: Report, typed: Typed) -> Both:
    last = EventRecord.objects.filter(subject="report", subject_id=report.pk).order_by("-id").first()
    who = sheet.name_of(last.by_id) if last and last.by_id else "Jaras"
    return Both(who, last.at if last else timezone.now(), proposed.both_texts(report, typed.step, typed.data))

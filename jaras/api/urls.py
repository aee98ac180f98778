"""The addresses of version 1, with how refusals are told."""

from http import HTTPStatus
from uuid import uuid4

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Header, NinjaAPI, Query, Status
from ninja.errors import AuthenticationError, HttpError, ValidationError

from jaras.api.schemas import (
    CaseOut,
    CasePage,
    CaseWhole,
    EntryOut,
    Problem,
    ReportIn,
    ReportOut,
    ReportPage,
    ReportTaken,
)
from jaras.api.security import PersonalToken, caller
from jaras.cases import queries as cases
from jaras.cases.models import Case
from jaras.cases.rules import CasesVerb
from jaras.intake import actions as intake
from jaras.intake import queries as reports
from jaras.intake.models import Report
from jaras.intake.rules.states import IntakeVerb
from jaras.kernel import reading
from jaras.kernel.refusal import Refused
from jaras.territory import queries as territory

api = NinjaAPI(
    title="Jaras",
    version="1",
    description="Send a report, read reports and cases: the same actions, the same visibility as the pages.",
    auth=PersonalToken(),
    docs_url=None,
    urls_namespace="api-1",
)
PROBLEMS = dict.fromkeys((400, 401, 403, 404, 413, 422), Problem)
MOST = 100


def _problem(request: HttpRequest, status: HTTPStatus, detail: str, field: str = "") -> HttpResponse:
    return api.create_response(request, {"detail": detail, "field": field}, status=status)


@api.exception_handler(Refused)
def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    return _problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, str(error), error.field)


@api.exception_handler(ValidationError)
def not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    first = error.errors[0]
    field = ".".join(str(part) for part in first["loc"][2:])
    return _problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, str(first["msg"]), field)


@api.exception_handler(AuthenticationError)
def not_known(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return _problem(request, HTTPStatus.UNAUTHORIZED, _("This token is not valid."))


@api.exception_handler(PermissionDenied)
def forbidden(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return _problem(request, HTTPStatus.FORBIDDEN, _("Your roles do not allow this."))


@api.exception_handler(Http404)
@api.exception_handler(ObjectDoesNotExist)
def not_there(request: HttpRequest, error: Exception) -> HttpResponse:
    return _problem(request, HTTPStatus.NOT_FOUND, _("Nothing here."))


@api.exception_handler(HttpError)
def not_read(request: HttpRequest, error: HttpError) -> HttpResponse:
    return _problem(request, HTTPStatus(error.status_code), _("This could not be read."))


@api.exception_handler(RequestDataTooBig)
def too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return _problem(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _("This is too large."))


@api.post("/reports", response={201: ReportTaken, **PROBLEMS}, summary="Send a report")
def send_report(
    request: HttpRequest,
    sent: ReportIn,
    idempotency_key: str = Header("", alias="Idempotency-Key", max_length=100),  # type: ignore[type-arg]
) -> Status[ReportTaken]:
    """The same `Idempotency-Key` from the same member gives the same report."""
    by = caller(request)
    said = sent.dict(exclude={"commune_code", "channel"})
    commune = None
    if sent.commune_code:
        commune = territory.commune_of_code(sent.commune_code)
        if commune is None:
            raise Refused(_("This commune is not in the territory."), field="commune_code")
    key = f"{by.member_id}:{idempotency_key or uuid4().hex}"
    taken = intake.receive(
        channel=sent.channel, external_id=key, commune=commune, by=by, at=timezone.now(), **said
    )
    return Status(201, ReportTaken(report=ReportOut.of(taken.report), tracking_code=taken.code))


@api.get("/reports", response={200: ReportPage, **PROBLEMS}, summary="List reports, newest first")
def list_reports(
    request: HttpRequest,
    after: str = Query("", max_length=400),  # type: ignore[type-arg]
    size: int = Query(50, ge=1, le=MOST),  # type: ignore[type-arg]
) -> ReportPage:
    by = caller(request)
    _require(by.can(IntakeVerb.READ))
    page = reports.all_reports(by, after=after, size=size)
    return ReportPage(items=[ReportOut.of(report) for report in page.rows], after=page.after)


@api.get("/reports/{pk}", response={200: ReportOut, **PROBLEMS}, summary="Read a report")
def read_report(request: HttpRequest, pk: int) -> ReportOut:
    by = caller(request)
    report = get_object_or_404(Report.objects.visible_to(by), pk=_possible(pk))
    reading.record("report", report.pk, by=by, at=timezone.now())
    return ReportOut.of(report)


@api.get("/cases", response={200: CasePage, **PROBLEMS}, summary="List cases, last moved first")
def list_cases(
    request: HttpRequest,
    state: str = Query("living", max_length=20),  # type: ignore[type-arg]
    stage: str = Query("", max_length=12),  # type: ignore[type-arg]
    commune_code: str = Query("", max_length=16),  # type: ignore[type-arg]
    after: str = Query("", max_length=400),  # type: ignore[type-arg]
    size: int = Query(50, ge=1, le=MOST),  # type: ignore[type-arg]
) -> CasePage:
    by = caller(request)
    _require(by.can(CasesVerb.READ))
    wanted = cases.Wanted(state=state, stage=stage, commune=commune_code)
    page = cases.listed(by, wanted, after=after, size=size)
    return CasePage(items=[CaseOut.of(case) for case in page.rows], after=page.after)


@api.get("/cases/{pk}", response={200: CaseWhole, **PROBLEMS}, summary="Read a case with its timeline")
def read_case(request: HttpRequest, pk: int) -> CaseWhole:
    by = caller(request)
    case = get_object_or_404(cases.with_persons(Case.objects.visible_to(by)), pk=_possible(pk))
    reading.record("case", case.pk, by=by, at=timezone.now())
    lines = [EntryOut.of(entry) for entry in cases.timeline(case).rows]
    return CaseWhole(**CaseOut.values(case), summary=case.summary, timeline=lines)


def _require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def _possible(pk: int) -> int:
    """A number no database could hold is simply not there."""
    if not 0 < pk < 2**63:
        raise Http404
    return pk

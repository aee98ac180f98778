"""Reports: sent, listed, read."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Status

from jaras.api.asking import After, Key, Size, commune_of, key_of, possible, require
from jaras.api.problems import PROBLEMS
from jaras.api.schemas.reports import ReportIn, ReportOut, ReportPage, ReportTaken
from jaras.api.security import caller
from jaras.intake import actions as intake
from jaras.intake import queries as reports
from jaras.intake.models import Report
from jaras.intake.rules.states import IntakeVerb
from jaras.kernel import reading
from jaras.kernel.record.models import How

router = Router(tags=["reports"])


@router.post("/reports", response={201: ReportTaken, **PROBLEMS}, summary="Send a report")
def send_report(request: HttpRequest, sent: ReportIn, idempotency_key: Key) -> Status[ReportTaken]:
    """The same `Idempotency-Key` from the same member gives the same report."""
    by = caller(request)
    said = sent.dict(exclude={"commune_code", "channel"})
    taken = intake.receive(
        channel=sent.channel,
        external_id=key_of(by, idempotency_key),
        commune=commune_of(sent.commune_code),
        by=by,
        at=timezone.now(),
        **said,
    )
    return Status(201, ReportTaken(report=ReportOut.of(taken.report), tracking_code=taken.code))


@router.get("/reports", response={200: ReportPage, **PROBLEMS}, summary="List reports, newest first")
def list_reports(request: HttpRequest, after: After, size: Size) -> ReportPage:
    by = caller(request)
    require(by.can(IntakeVerb.READ))
    page = reports.all_reports(by, after=after, size=size)
    return ReportPage(items=[ReportOut.of(report) for report in page.rows], after=page.after)


@router.get("/reports/{pk}", response={200: ReportOut, **PROBLEMS}, summary="Read a report")
def read_report(request: HttpRequest, pk: int) -> ReportOut:
    by = caller(request)
    report = get_object_or_404(Report.objects.visible_to(by), pk=possible(pk))
    reading.record("report", report.pk, by=by, at=timezone.now(), how=How.API)
    return ReportOut.of(report)

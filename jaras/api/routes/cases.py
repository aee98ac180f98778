"""Cases: listed, read, with what they need."""

from typing import Annotated

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router

from jaras.api.asking import After, Size, possible, require
from jaras.api.problems import PROBLEMS
from jaras.api.schemas.cases import CaseOut, CasePage, CaseWhole, EntryOut
from jaras.api.schemas.referrals import NeedList, NeedOut
from jaras.api.security import caller
from jaras.care import queries as care
from jaras.care.rules import CareVerb
from jaras.cases import queries as cases
from jaras.cases.models import Case
from jaras.cases.rules import CasesVerb
from jaras.kernel import reading
from jaras.kernel.record.models import How

router = Router(tags=["cases"])


@router.get("/cases", response={200: CasePage, **PROBLEMS}, summary="List cases, last moved first")
def list_cases(
    request: HttpRequest,
    after: After,
    size: Size,
    state: Annotated[str, Query("living", max_length=20)],
    stage: Annotated[str, Query("", max_length=12)],
    commune_code: Annotated[str, Query("", max_length=16)],
) -> CasePage:
    by = caller(request)
    require(by.can(CasesVerb.READ))
    wanted = cases.Wanted(state=state, stage=stage, commune=commune_code)
    page = cases.listed(by, wanted, after=after, size=size)
    return CasePage(items=[CaseOut.of(case) for case in page.rows], after=page.after)


@router.get("/cases/{pk}", response={200: CaseWhole, **PROBLEMS}, summary="Read a case with its timeline")
def read_case(request: HttpRequest, pk: int) -> CaseWhole:
    by = caller(request)
    case = get_object_or_404(cases.with_persons(Case.objects.visible_to(by)), pk=possible(pk))
    reading.record("case", case.pk, by=by, at=timezone.now(), how=How.API)
    lines = [EntryOut.of(entry) for entry in cases.timeline(case).rows]
    return CaseWhole(**CaseOut.values(case), summary=case.summary, timeline=lines)


@router.get("/cases/{pk}/needs", response={200: NeedList, **PROBLEMS}, summary="List what a case needs")
def list_needs(request: HttpRequest, pk: int) -> NeedList:
    by = caller(request)
    require(by.can(CareVerb.READ))
    case = get_object_or_404(Case.objects.visible_to(by), pk=possible(pk))
    reading.record("case", case.pk, by=by, at=timezone.now(), how=How.API)
    return NeedList(items=[NeedOut.of(need) for need in care.needs_of(case, by)])

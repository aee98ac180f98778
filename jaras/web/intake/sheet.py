"""The report whole: everything that is known of it, read in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from jaras.care import queries as care
from jaras.care.models import Intervention
from jaras.cases.models import Case
from jaras.governance.models import Member
from jaras.intake import queries
from jaras.intake.models import Assessment, Duty, HelpCall, Message, Mission, Outcome, Report, ReportFile
from jaras.intake.rules.states import OPEN, REPORT, WAITING, DutyState, IntakeVerb, MissionState
from jaras.kernel import reading
from jaras.kernel.models import EventRecord
from jaras.outreach.models import Answer
from jaras.outreach.rules import OutreachVerb
from jaras.people.models import Person
from jaras.people.rules import PeopleVerb
from jaras.web.intake import lists, panels, proposed, wording
from jaras.web.intake.typed import Typed
from jaras.web.shell.request import Request


def with_facts(rows: QuerySet[Report]) -> QuerySet[Report]:
    """With everything the page shows of a report."""
    related = (
        "commune",
        "place__commune",
        "claimed_by",
        "taken_by",
        "organisation",
        "joined_to",
        "assessment",
    )
    return (
        rows.select_related(*related)
        .defer("commune__boundary", "commune__boundary_source", "place__commune__boundary")
        .prefetch_related(
            Prefetch("files", ReportFile.objects.select_related("file")),
            "messages",
            Prefetch("help_calls", HelpCall.objects.select_related("by").order_by("called_at")),
            Prefetch("missions", Mission.objects.select_related("leader").order_by("id")),
            "call_backs__by",
            Prefetch("duties", Duty.objects.select_related("by")),
            Prefetch("outcomes", Outcome.objects.select_related("case", "other", "organisation", "by")),
            "persons",
            Prefetch("joined", Report.objects.order_by("id")),
        )
    )


@dataclass(frozen=True)
class Sheet:
    """What the page says of one report to one reader."""

    report: Report
    at: datetime
    proposals: Sequence[proposed.Line]
    doubles: Sequence[Report]
    interventions: Sequence[Intervention]
    answers: Sequence[Answer]
    cases: frozenset[int]
    decided_by: str
    mine: bool
    may: frozenset[str]

    @property
    def open(self) -> bool:
        return self.report.state in OPEN

    @property
    def waiting(self) -> bool:
        return self.report.state in WAITING

    @property
    def clock(self) -> wording.Clock:
        return wording.Clock(self.report, self.at)

    @property
    def persons(self) -> list[Person]:
        return list(self.report.persons.all())

    @property
    def messages(self) -> list[Message]:
        """What the reporter added after their first words."""
        return [each for each in self.report.messages.all() if each.text != self.report.words]

    @property
    def outcomes(self) -> list[Outcome]:
        return [each for each in self.report.outcomes.all() if each.undone_at is None]

    @property
    def on_the_road(self) -> list[Mission]:
        states = (MissionState.SENT, MissionState.ON_SITE)
        return [each for each in self.report.missions.all() if each.state in states]

    @property
    def duties_due(self) -> list[Duty]:
        return [each for each in self.report.duties.all() if each.state == DutyState.DUE]

    @property
    def unseen(self) -> list[tuple[str, str]]:
        return proposed.unseen(self.proposals)

    @property
    def undecided(self) -> bool:
        return any(line.decided is None for line in self.proposals)

    def standing(self, aspect: str) -> list[str]:
        """What is in force now of one thing, as the values of its field."""
        if aspect == "legal_duties":
            return [duty.code for duty in self.report.duties.all() if duty.state != DutyState.NOT_DONE]
        value = self.report.commune_id if aspect == "commune_code" else getattr(self.report, aspect)
        return [str(each) for each in value] if isinstance(value, list) else [value] if value else []

    def can(self, verb: str) -> bool:
        """Whether the reader may do this here and now."""
        return verb in self.may

    def moves(self, verb: str) -> bool:
        """Whether the report may move so from where it stands, by this reader."""
        return IntakeVerb.TRIAGE in self.may and REPORT.allows(self.report.state, verb)


def read(request: Request, report: Report) -> Sheet:
    actor = request.actor
    assessment: Assessment | None = getattr(report, "assessment", None)
    values = assessment.proposed if assessment else {}
    decided = assessment.decided if assessment else {}
    doubles = decided.get("duplicate_of", values.get("duplicate_of", ()))
    may = {verb for verb in (*IntakeVerb, *OutreachVerb, *PeopleVerb) if actor.can(verb)}
    linked = [outcome.case_id for outcome in report.outcomes.all() if outcome.case_id]
    return Sheet(
        report=report,
        at=timezone.now(),
        proposals=proposed.proposals(values, assessment.reasons if assessment else {}, decided),
        doubles=queries.doubles(report, doubles, actor) if doubles and report.state in OPEN else (),
        interventions=care.of_report(report, actor),
        answers=list(Answer.objects.filter(report=report).select_related("by")),
        cases=frozenset(Case.objects.visible_to(actor).filter(pk__in=linked).values_list("pk", flat=True))
        if linked
        else frozenset(),
        decided_by=_name(assessment.decided_by_id) if assessment and assessment.decided_by_id else "",
        mine=report.claimed_by_id is not None and report.claimed_by_id == actor.member_id,
        may=frozenset(may),
    )


def _name(member_id: int) -> str:
    return Member.objects.filter(pk=member_id).values_list("name", flat=True).first() or ""


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
    """The desk; as a fragment, the report with the lists as they are now."""
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
        "sheet": read(request, report) if report else None,
        "typed": typed or Typed(),
        "from_desk": from_desk(request),
        "conflict": _conflict(report, typed) if conflict and report and typed else None,
        "correct": request.GET.get("correct", "") or request.POST.get("correct", ""),
        "code": "",
        **panel,
        "wording": wording,
        "proposed": proposed,
        "csrf": get_token(request),
    }


def _shown(request: Request, template: str, known: dict[str, Any], status: int) -> HttpResponse:
    if known["sheet"] and request.method == "GET":
        reading.record("report", known["sheet"].report.pk, by=request.actor, at=timezone.now())
    if request.htmx and not request.htmx.history_restore_request:
        template = "intake/_answer.html"
    response = render(request, template, known, status=status)
    patch_vary_headers(response, ("HX-Request",))
    response.headers["Cache-Control"] = "no-store"
    return response


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
    who = _name(last.by_id) if last and last.by_id else "Jaras"
    return Both(who, last.at if last else timezone.now(), proposed.both_texts(report, typed.step, typed.data))

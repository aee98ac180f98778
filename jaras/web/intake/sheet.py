"""The report whole: everything that is known of it, read in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from jaras.bells.models import Bell
from jaras.bells.queries.listing import of_report
from jaras.care import queries as care
from jaras.care.models import Intervention
from jaras.care.rules import CareVerb
from jaras.cases.models import Case
from jaras.governance.models import Member
from jaras.intake import queries
from jaras.intake.models import (
    Assessment,
    Duty,
    HelpCall,
    Message,
    Mission,
    Outcome,
    Recognition,
    Report,
    ReportFile,
)
from jaras.intake.queries import ending
from jaras.intake.rules.states import OPEN, REPORT, WAITING, DutyState, IntakeVerb, MissionState
from jaras.kernel.models import Level
from jaras.outreach.models import Answer
from jaras.outreach.rules import OutreachVerb
from jaras.people.models import Person
from jaras.people.rules import Known, PeopleVerb
from jaras.privacy.rules import Staying
from jaras.web.intake import proposed, wording
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
            Prefetch(
                "recognitions",
                Recognition.objects.filter(undone_at=None).select_related("described", "by"),
            ),
        )
    )


@dataclass(frozen=True)
class Double:
    """A report joined to this one, with what was done for it."""

    report: Report
    duties: Sequence[Duty]
    interventions: Sequence[Intervention]


@dataclass(frozen=True)
class Sheet:
    """What the page says of one report to one reader."""

    report: Report
    at: datetime
    proposals: Sequence[proposed.Line]
    doubles: Sequence[Report]
    interventions: Sequence[Intervention]
    joined: Sequence[Double]
    answers: Sequence[Answer]
    bells: Sequence[Bell]
    cases: frozenset[int]
    seal: queries.SealProposed | None  # unless it is sealed already
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
    def described(self) -> list[Person]:
        """Those whose full name nobody knows: each may turn out to be somebody known."""
        return [person for person in self.persons if person.known != Known.KNOWN]

    def recognised(self, person: Person) -> list[Recognition]:
        """How the report described this person until they were recognised."""
        return [each for each in self.report.recognitions.all() if each.person_id == person.pk]

    @property
    def messages(self) -> list[Message]:
        """What the reporter added after their first words."""
        return [each for each in self.report.messages.all() if each.text != self.report.words]

    @property
    def outcomes(self) -> list[Outcome]:
        return [each for each in self.report.outcomes.all() if each.undone_at is None]

    @property
    def stays(self) -> Staying:
        """Until when it is kept: with its case, if it led to one."""
        leads = any(each.case is not None and each.case.forgotten_at is None for each in self.outcomes)
        return ending.staying(self.report, leads=leads, held=getattr(self.report, "held_back", False))

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
    may = {verb for verb in (*IntakeVerb, *OutreachVerb, *PeopleVerb, CareVerb.ACT) if actor.can(verb)}
    joined = queries.joined_to(report, actor)
    done = care.of_reports([report, *joined], actor)
    linked = [outcome.case_id for outcome in report.outcomes.all() if outcome.case_id]
    return Sheet(
        report=report,
        at=timezone.now(),
        proposals=proposed.proposals(values, assessment.reasons if assessment else {}, decided),
        doubles=queries.doubles(report, doubles, actor) if doubles and report.state in OPEN else (),
        interventions=_of(report, done),
        joined=[Double(each, list(each.duties.all()), _of(each, done)) for each in joined],
        answers=list(Answer.objects.filter(report=report).select_related("by")),
        bells=of_report(report.pk, actor),
        cases=frozenset(Case.objects.visible_to(actor).filter(pk__in=linked).values_list("pk", flat=True))
        if linked
        else frozenset(),
        decided_by=name_of(assessment.decided_by_id) if assessment and assessment.decided_by_id else "",
        seal=queries.seal_proposed(report) if report.level != Level.SEALED else None,
        mine=report.claimed_by_id is not None and report.claimed_by_id == actor.member_id,
        may=frozenset(may),
    )


def _of(report: Report, interventions: Sequence[Intervention]) -> list[Intervention]:
    return [each for each in interventions if each.report_id == report.pk]


def name_of(member_id: int) -> str:
    return Member.objects.filter(pk=member_id).values_list("name", flat=True).first() or ""

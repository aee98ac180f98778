"""What an insider does in one of two worlds: the same steps, sealed things only where they are allowed."""

from datetime import datetime, timedelta

from jaras.bells import actions as bells
from jaras.care import actions as care
from jaras.cases import actions as cases
from jaras.cases.models import Case
from jaras.committees import actions as committees
from jaras.governance.models import Committee
from jaras.governance.queries import member_of
from jaras.intake import actions as intake
from jaras.intake.models import Report
from jaras.kernel.actor import Actor
from jaras.partners.models import Service

TELEPHONE = "0661234567"
SEALED_WORDS = "Elle a peur, elle se cache près du hammam"
COMMON = ("call", "case", "help")
SEALED = (
    "sealed_call",
    "sealed_case",
    "known_in_both",
    "note",
    "diagnosis",
    "referral",
    "sealed_help",
    "seal_a_call",
    "promise",
    "session",
    "hold",
)


class Insider:
    """A holder of the compartment who goes on working."""

    def __init__(self, who: Actor, at: datetime, bed: Service, committee: Committee, *, sealed: bool) -> None:
        self.by, self.at, self.bed, self.committee, self.sealed = who, at, bed, committee, sealed
        self.reports: list[Report] = []
        self.hidden: list[Report] = []
        self.open: list[Case] = []
        self.files: list[Case] = []

    def do(self, step: str) -> None:
        """The hour goes on in both worlds, whether something is done or not."""
        self.at += timedelta(minutes=1)
        if self.sealed or step in COMMON:
            getattr(self, step)()

    def call(self) -> None:
        words = "Une femme a froid près de la gare"
        taken = intake.take(channel="TEL", words=words, who="Fatima, 30 ans", by=self.by, at=self.at)
        self.reports.append(taken.report)

    def case(self) -> None:
        if self.reports:
            self.open.append(intake.open_case(report=self.reports.pop(), by=self.by, at=self.at))

    def help(self) -> None:
        if self.open:
            care.record(case=self.open[-1], code="ACC-ALIM", by=self.by, at=self.at)

    def sealed_call(self) -> None:
        taken = intake.take(
            channel="TEL",
            words=SEALED_WORDS,
            who="Zoubida Raji, 30 ans",
            place_text="hammam",
            reporter_telephone=TELEPHONE,
            reporter_email="zoubida@example.org",
            sealed="violence",
            by=self.by,
            at=self.at,
        )
        self.hidden.append(taken.report)

    def sealed_case(self) -> None:
        if self.hidden:
            self.files.append(intake.open_case(report=self.hidden.pop(), by=self.by, at=self.at))

    def known_in_both(self) -> None:
        """Somebody of an ordinary case is in the sealed one too."""
        if self.files and self.open:
            case, person = self.files[-1], self.open[-1].persons.first()
            if person is not None and not case.persons.filter(pk=person.pk).exists():
                cases.add_person(case=case, person=person, by=self.by, at=self.at)

    def note(self) -> None:
        if self.files:
            cases.note(case=self.files[-1], words="Zoubida dort ailleurs", by=self.by, at=self.at)

    def diagnosis(self) -> None:
        if self.files and (person := self.files[-1].persons.first()):
            care.diagnose(case=self.files[-1], person=person, levels={"food": 2}, by=self.by, at=self.at)

    def referral(self) -> None:
        if self.files:
            need = care.add_need(case=self.files[-1], service="ACC-HEB", by=self.by, at=self.at)
            if not need.referrals.exists():
                care.refer(
                    need=need,
                    service=self.bed,
                    email="bed@example.org",
                    said=care.Said(agreed="spoken"),
                    by=self.by,
                    at=self.at,
                )

    def sealed_help(self) -> None:
        if self.files:
            care.record(case=self.files[-1], code="ACC-HEB", nights=3, by=self.by, at=self.at)

    def seal_a_call(self) -> None:
        """A call that was ordinary for a moment nobody looked at."""
        words = "Zoubida demande son frère, ne rien dire"
        report = intake.take(channel="TEL", words=words, by=self.by, at=self.at).report
        intake.seal(report=report, compartment="violence", by=self.by, at=self.at)

    def promise(self) -> None:
        """Hung by the insider on themselves, due in an hour: overdue in no list of others."""
        if self.files:
            bells.ring(
                what="Accompagner Zoubida",
                who=member_of(self.by),
                due_at=self.at + timedelta(minutes=1),
                role="PIVOT",
                case=self.files[-1],
                by=self.by,
                at=self.at,
            )

    def session(self) -> None:
        """A committee sits at once on the sealed file."""
        if self.files:
            committees.convene(
                case=self.files[-1],
                committee=self.committee,
                seats=dict.fromkeys(self.committee.seats.all(), ()),
                summary="Elle se cache, elle a peur.",
                question="Qui la protège ?",
                by=self.by,
                at=self.at,
            )

    def hold(self) -> None:
        if self.files:
            cases.move_case(case=self.files.pop(), verb="hold", reason="Elle attend", by=self.by, at=self.at)

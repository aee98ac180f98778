"""What the paper of the watch tells of reports: open ones, teams out, duties with their clocks."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from jaras.intake.models import Duty, Mission, Report, ReportQuerySet
from jaras.intake.queries.desk import shown
from jaras.intake.rules.states import DutyState, MissionState
from jaras.kernel.actor import Actor
from jaras.kernel.models import Level

Row = TypeVar("Row")

OUT = (MissionState.SENT, MissionState.ON_SITE)


@dataclass(frozen=True)
class Some(Generic[Row]):
    """The first rows, with how many there are in all."""

    rows: list[Row]
    total: int

    @property
    def left_out(self) -> int:
        return self.total - len(self.rows)


def still_open(actor: Actor, *, most: int) -> Some[Report]:
    """Every open report, the most urgent first, then the oldest."""
    rows = _on_paper(actor).open()
    return Some(list(shown(rows.most_urgent_first())[:most]), rows.count())


def immediate_unheld(actor: Actor, *, most: int) -> Some[Report]:
    """Peril to life that nobody has taken, the oldest first."""
    rows = _on_paper(actor).waiting().unclaimed().filter(urgency="IMMEDIAT")
    return Some(list(shown(rows.most_urgent_first())[:most]), rows.count())


def teams_out(actor: Actor, *, most: int) -> Some[Mission]:
    """Teams on the road, the longest out first."""
    seen = _on_paper(actor)
    rows = Mission.objects.filter(state__in=OUT, report__in=seen)
    related = ("leader", "report__place", "report__commune")
    first = rows.select_related(*related).defer("report__commune__boundary").order_by("sent_at", "id")
    return Some(list(first[:most]), rows.count())


def duties_due(actor: Actor, *, most: int) -> Some[Duty]:
    """What the law still asks for, the first to fall due first."""
    rows = Duty.objects.filter(state=DutyState.DUE, report__in=_on_paper(actor))
    first = rows.select_related("report").order_by("due_at", "id")
    return Some(list(first[:most]), rows.count())


def _on_paper(actor: Actor) -> ReportQuerySet:
    """Paper lies about: of what is sealed not even the number stands on it, whoever prints."""
    return Report.objects.visible_to(actor).exclude(level=Level.SEALED)


def is_told(report: Report) -> bool:
    """Whether paper that lies about may say more of it than its number."""
    return report.level == Level.ORDINARY

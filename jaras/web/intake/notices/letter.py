"""The letter of a legal duty as a PDF: Arabic, dated in Moroccan months, naming nobody concerned."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone, translation

from jaras.governance.models import Member
from jaras.intake import lists
from jaras.intake.models import Duty, Report
from jaras.people.lists import target_groups
from jaras.territory import queries as territory
from jaras.web.shell import moments, paper

TEMPLATE = Path(__file__).parent / "letter.typ"
CELL, PLACE = "خلية اليقظة الاجتماعية", "الإقليم"


def pdf(duty: Duty, *, at: datetime, by: Member) -> bytes:
    """The letter for this duty, as of this day, printed by this member."""
    return paper.pdf(TEMPLATE, words(duty, at=at, by=by))


def words(duty: Duty, *, at: datetime, by: Member) -> dict[str, Any]:
    """What the letter says; neither the words of the report nor a name is among it, but of who printed it."""
    report, item = duty.report, lists.legal_duties()[duty.code]
    with translation.override("ar"):
        place = territory.installation()
        province = place.province.name_ar if place else ""
        return {
            "province": f"{PLACE}: {province}" if province else "",
            "cell": (place.cell_name_ar if place else "") or CELL,
            "town": province,
            "date": moments.exact(timezone.localtime(at).date()),
            "reference": f"{report.pk}/{duty.pk}/{timezone.localtime(at).year}",
            "to_whom": item["to_whom_ar"],
            "subject": item.name_ar,
            "basis": item["basis_ar"],
            "received": moments.exact(report.received_at),
            "channel": lists.channels()[report.channel].name_ar.split(" (")[0].split(" / ")[0],
            "facts": list(_facts(report)),
            "steps": list(_steps(report)),
            "printed": f"طباعة: {by.called}، {moments.exact(at)}",
        }


def _facts(report: Report) -> Iterator[tuple[str, str]]:
    commune = report.place.commune if report.place else report.commune
    if commune is not None:
        yield "المكان", f"جماعة {commune.name_ar}"
    groups = [known.name_ar for code in report.target_groups if (known := target_groups().get(code))]
    if groups:
        yield "الفئة المعنية", "، ".join(groups)
    if urgency := lists.urgency_levels().get(report.urgency):
        yield "درجة الاستعجال", urgency.name_ar


def _steps(report: Report) -> Iterator[str]:
    """What was done, without saying by whom."""
    for call in report.help_calls.all():
        known = lists.emergency_numbers().get(call.number)
        called = known.name_ar if known else call.number
        yield f"الاتصال {_by(called)} على الساعة {moments.clock(call.called_at)}"
    for mission in report.missions.all():
        yield f"إيفاد فريق إلى عين المكان على الساعة {moments.clock(mission.sent_at)}"
        if mission.back_at and (result := lists.mission_results().get(mission.result)):
            yield f"{result.name_ar} ({moments.clock(mission.back_at)})"


def _by(called: str) -> str:
    """The preposition joins a word, stands before a number."""
    return f"ب{called}" if called.startswith("ال") else f"بـ {called}"

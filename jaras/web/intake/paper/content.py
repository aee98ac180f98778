"""What the two pages say: paper lies about, so a restricted report is a number, nobody concerned is named."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

from jaras.care import queries as care
from jaras.care.models import Intervention
from jaras.governance import queries as governance
from jaras.governance.models import Member, Turn, Watch
from jaras.governance.queries import roster
from jaras.governance.roles import watch_changes
from jaras.governance.rules import turn_end
from jaras.intake import lists, queries
from jaras.intake.models import Duty, Mission, Report
from jaras.kernel.actor import Actor
from jaras.partners import queries as partners
from jaras.territory import queries as territory
from jaras.web.intake import wording
from jaras.web.shell import moments

# What the two pages have room for; what is left out is counted beneath.
REPORTS, IMMEDIATE, TEAMS, DUTIES, DONE, HOLDERS, CALLED = 46, 7, 4, 7, 7, 6, 12
LATELY, PLANNED = timedelta(hours=12), timedelta(hours=60)
NOTE, WORDS = 320, 110
TELEPHONE = re.compile(r"\+?\d(?:[\s.\-/]?\d){7,}")


def content(*, to: Actor, at: datetime) -> dict[str, Any]:
    """The words of both pages in the language in force, as far as this reader sees the reports."""
    place = territory.installation()
    watch = governance.current_watch(at=at)
    return {
        "lang": "ar" if get_language_bidi() else "fr",
        "rtl": get_language_bidi(),
        "province": _("Province of %(name)s") % {"name": place.province.name} if place else "",
        "cell": (place.cell_name if place else "") or _("The Social Vigilance Cell"),
        "title": _("The watch on paper"),
        "made": moments.exact(at),
        "care": _("Reports by number only where they are restricted. To be destroyed after use."),
        "printed": _printed(to),
        "page": _("Page"),
        "watch": _held(watch, to, at=at),
        "roster": _roster(watch, to, at=at),
        "emergency": [{"number": code, "name": name} for code, name in wording.numbers()],
        "sections": [
            _immediate(to, at=at),
            _teams(to, at=at),
            _duties(to, at=at),
            _done(to, at=at),
        ],
        "called": _called(to),
        "open": _open(to, at=at),
    }


def _printed(to: Actor) -> str:
    """Whose hand the paper came from; the sheet of each hour is nobody's."""
    return _("Printed by %(name)s.") % {"name": governance.member_of(to).called} if to.member_id else ""


def _held(watch: Watch | None, to: Actor, *, at: datetime) -> dict[str, Any]:
    last = Watch.objects.visible_to(to).exclude(note="").first()
    until = watch.until if watch else turn_end(timezone.localtime(at), watch_changes)
    return {
        "title": _("The watch"),
        "holder": watch.holder.called if watch else _("Nobody holds the watch."),
        "telephone": _dialled(watch.holder.telephone) if watch else "",
        "since": _("since %(hour)s") % {"hour": moments.exact(watch.started_at)} if watch else "",
        "next": _("Relieved at") if until else "",
        "hour": moments.clock(until) if until else "",
        "by": _("by (name, signature)"),
        "note_title": _("What the last watch left"),
        "note": _line(last.note, NOTE) if last else _("No note."),
    }


def _roster(watch: Watch | None, to: Actor, *, at: datetime) -> dict[str, Any]:
    """Who will hold the watch, as it is planned; where nothing is, who can be called."""
    since = max(at, watch.until) if watch and watch.until else at
    turns = roster.coming(to, since=since, until=at + PLANNED, most=HOLDERS + 1)
    if turns:
        return {
            "title": _("Who will hold it"),
            "rows": [_turn(row) for row in turns[:HOLDERS]],
            "more": _more(len(turns) - HOLDERS),
        }
    holder = watch.holder_id if watch else None
    members = [row for row in governance.next_holders(to) if row.pk != holder]
    return {
        "title": _("Who may relieve (nothing is planned)"),
        "rows": [_member(row) for row in members[:HOLDERS]],
        "more": _more(len(members) - HOLDERS),
    }


def _turn(row: Turn) -> dict[str, str]:
    hours = f"\u2066{moments.clock(row.starts_at)}–{moments.clock(row.ends_at)}\u2069"
    return _member(row.member) | {"when": f"{moments.day(row.starts_at)} {hours}"}


def _member(row: Member) -> dict[str, str]:
    return {"name": row.called, "telephone": _dialled(row.telephone), "when": ""}


def _immediate(to: Actor, *, at: datetime) -> dict[str, Any]:
    some = queries.immediate_unheld(to, most=IMMEDIATE)
    return {
        "title": _("Immediate, held by nobody"),
        "rows": [[_number(row), moments.since(row.received_at, at=at), *_said(row)] for row in some.rows],
        "none": _("None."),
        "more": _more(some.left_out),
    }


def _teams(to: Actor, *, at: datetime) -> dict[str, Any]:
    some = queries.teams_out(to, most=TEAMS)
    return {
        "title": _("Teams on the road"),
        "rows": [_team(row, at=at) for row in some.rows],
        "none": _("None."),
        "more": _more(some.left_out),
    }


def _team(mission: Mission, *, at: datetime) -> list[str]:
    led = mission.leader
    leader = f"{led.called} {_dialled(led.telephone)}".strip() if led else ""
    where, _words = _said(mission.report)
    since = moments.since(mission.on_site_at or mission.sent_at, at=at)
    state = wording.comma().join((str(wording.MISSIONS[mission.state]), since))
    return [_number(mission.report), state, where, " · ".join(filter(None, (mission.team, leader)))]


def _duties(to: Actor, *, at: datetime) -> dict[str, Any]:
    some = queries.duties_due(to, most=DUTIES)
    return {
        "title": _("What the law still asks for"),
        "rows": [_duty(row, at=at) for row in some.rows],
        "none": _("Nothing."),
        "more": _more(some.left_out),
    }


def _duty(duty: Duty, *, at: datetime) -> list[str]:
    clock = moments.left(duty.due_at, at=at) if duty.due_at else ""
    if not queries.is_told(duty.report):
        return [_number(duty.report), clock, "", _("Restricted")]
    known = wording.duty_words(duty.code)
    return [
        _number(duty.report),
        clock,
        wording.short(known.to_whom) if known else "",
        wording.word(duty.code, lists.legal_duties()),
    ]


def _done(to: Actor, *, at: datetime) -> dict[str, Any]:
    rows = care.done_on_reports(to, since=at - LATELY, most=DONE + 1)
    return {
        "title": _("Done in the last 12 hours"),
        "rows": [_deed(row) for row in rows[:DONE]],
        "none": _("Nothing."),
        "more": _("Only the last ones stand here.") if len(rows) > DONE else "",
    }


def _deed(row: Intervention) -> list[str]:
    report = row.report
    assert report is not None  # nosec B101 - asked for those alone
    if not queries.is_told(report):
        return [_number(report), moments.clock(row.at), "", _("Restricted")]
    return [_number(report), moments.clock(row.at), _said(report)[0], wording.action(row.code)]


def _called(to: Actor) -> dict[str, Any]:
    rows = {(row.organisation.name, row.called_at): None for row in partners.on_call(to, most=5 * CALLED)}
    return {
        "title": _("Partners who answer day and night"),
        "rows": [{"name": name, "telephone": _dialled(telephone)} for name, telephone in list(rows)[:CALLED]],
        "none": _("The directory names none yet."),
        "more": _more(len(rows) - CALLED),
    }


def _open(to: Actor, *, at: datetime) -> dict[str, Any]:
    some = queries.still_open(to, most=REPORTS)
    doing = queries.first_responses([row.pk for row in some.rows])
    said = ngettext("%(number)d open report", "%(number)d open reports", some.total)
    return {
        "title": said % {"number": some.total},
        "columns": [_("No."), _("Urgency"), _("Arrived"), _("Place"), _("First words"), _("What, who")],
        "rows": [list(_row(row, doing.get(row.pk, ""), at=at)) for row in some.rows],
        "none": _("No report is open."),
        "more": _more(some.left_out),
        "immediate": [place for place, row in enumerate(some.rows) if row.urgency == "IMMEDIAT"],
    }


def _row(report: Report, doing: str, *, at: datetime) -> Iterator[str]:
    where, words = _said(report)
    holder = report.claimed_by.called if report.claimed_by else ""
    yield _number(report)
    yield wording.urgency(report.urgency)
    yield moments.ago(report.received_at, at=at)
    yield where
    yield words
    yield " · ".join(filter(None, (str(wording.MISSIONS[doing]) if doing else "", holder)))


def _number(report: Report) -> str:
    return str(report.pk)


def _said(report: Report) -> tuple[str, str]:
    """Where, in a line of words; of a restricted report, nothing."""
    if not queries.is_told(report):
        return "", _("Restricted")
    where = wording.where(report)
    return where, _line(report.words, WORDS)


def _dialled(telephone: str) -> str:
    """A number keeps its order in Arabic too."""
    return f"\u2066{telephone}\u2069" if telephone else ""


def _line(words: str, most: int) -> str:
    """One line without the telephone numbers that people write in it."""
    line = TELEPHONE.sub("…", " ".join(words.split()))
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _more(number: int) -> str:
    if number <= 0:
        return ""
    return ngettext("and %(number)d more", "and %(number)d more", number) % {"number": number}

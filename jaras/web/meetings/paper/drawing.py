"""The minutes as a PDF, in French or in Arabic, with the sheet that those present sign."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from jaras.bells.models import Bell, BellHelp
from jaras.governance.roles import management_roles
from jaras.meetings import queries
from jaras.meetings.lists import meeting_kinds
from jaras.meetings.models import Item, Meeting
from jaras.meetings.rules import Answer, Source
from jaras.territory import queries as territory
from jaras.web.bells.wording import place_of as place_of_bell
from jaras.web.meetings import wording
from jaras.web.shell import moments, paper
from jaras.web.shell.templating import label

TEMPLATE = Path(__file__).parent / "minutes.typ"


def pdf(meeting: Meeting, *, language: str, version: int) -> bytes:
    with translation.override(language):
        return paper.pdf(TEMPLATE, _said(meeting, language, version))


def _said(meeting: Meeting, language: str, version: int) -> dict[str, Any]:
    """Every word of the paper, in this language; what people wrote stays as they wrote it."""
    place, presence = territory.installation(), queries.presence(meeting)
    return {
        "language": language,
        "cell": (place.cell_name if place else "") or _("The Social Vigilance Cell"),
        "province": place.province.name if place else "",
        "title": _("Minutes"),
        "kind": label(meeting_kinds()[meeting.kind]),
        "name": meeting.name,
        "facts": list(_facts(meeting, presence)),
        "readings": _readings(meeting),
        "items": [_item(each) for each in _spoken_of(meeting)],
        "decisions": {
            "title": _("Decisions"),
            "rows": [each.words for each in meeting.decisions.filter(item=None)],
        },
        "bells": _bells(meeting),
        "debrief": _debrief(meeting),
        "corrections": _corrections(meeting),
        "signatures": _signatures(presence),
        "version": _("Version %(number)s") % {"number": version},
        "page": _("page"),
    }


def _facts(meeting: Meeting, presence: queries.Presence) -> Iterator[tuple[str, str]]:
    yield _("Day"), moments.exact(timezone.localtime(meeting.starts_at).date())
    yield _("Hours"), f"{_clock(meeting.opened_at)} – {_clock(meeting.closed_at)}"
    if where := wording.place_of(meeting):
        yield _("Place"), where
    yield _("Led by"), meeting.facilitator.called
    there = ngettext("%(number)d person", "%(number)d persons", len(presence.here))
    yield _("Present"), there % {"number": len(presence.here)}
    if meeting.counted:
        yield _("Without a name"), str(meeting.counted)
    if meeting.quorum:
        said = pgettext("quorum", "reached") if presence.enough else pgettext("quorum", "not reached")
        yield _("Quorum of %(number)d") % {"number": meeting.quorum}, said
    away = [each.called for each in presence.rows if each.came_at is None and each.answer == Answer.NO]
    if away:
        yield _("Had said they would not come"), _(", ").join(away)


def _readings(meeting: Meeting) -> dict[str, Any]:
    return {
        "title": _("Who hangs the bell? The bells of last time"),
        "columns": [_("Who"), _("What"), _("Heard"), _("Learnt")],
        "rows": [
            [each.bell.who.called, each.bell.what, str(wording.HEARD[each.heard][0]), each.learnt]
            for each in queries.readings(meeting)
        ],
    }


def _spoken_of(meeting: Meeting) -> list[Item]:
    rows = meeting.items.prefetch_related("decisions")
    return [each for each in rows if each.source != Source.READING or each.notes or each.decisions.all()]


def _item(item: Item) -> dict[str, Any]:
    spent = moments.duration(timedelta(seconds=item.seconds)) if item.seconds >= 60 else ""
    return {
        "title": wording.title_of(item),
        "state": spent or str(wording.ITEM_STATES[item.state][0]),
        "notes": item.notes,
        "decided": _("Decided:"),
        "decisions": [each.words for each in item.decisions.all()],
    }


def _bells(meeting: Meeting) -> dict[str, Any]:
    return {
        "title": _("Bells hung"),
        "none": _("No bell was hung."),
        "columns": [
            _("Who"),
            pgettext("bell read out", "will"),
            pgettext("bell", "by when"),
            _("Where"),
            _("How"),
            _("With"),
        ],
        "rows": [_bell(each) for each in queries.hung_in(meeting)],
    }


def _bell(bell: Bell) -> list[str]:
    role = label(management_roles()[bell.role])
    helpers = [_helper(each) for each in bell.help.all()]
    due = timezone.localtime(bell.due_at)
    return [
        f"{bell.who.called} ({role})",
        bell.what,
        moments.day(due.date()),
        place_of_bell(bell),
        bell.how,
        _(", ").join(helpers),
    ]


def _helper(asked: BellHelp) -> str:
    if asked.member is not None:
        return asked.member.called
    return str(asked.organisation.name) if asked.organisation is not None else ""


def _debrief(meeting: Meeting) -> list[tuple[str, str]]:
    said = ((_("Done"), meeting.done), (_("Learnt"), meeting.learnt), (_("What comes next"), meeting.ahead))
    return [(title, words) for title, words in said if words]


def _corrections(meeting: Meeting) -> dict[str, Any]:
    rows = meeting.amendments.select_related("by")
    return {
        "title": _("Corrections"),
        "rows": [
            [moments.exact(timezone.localtime(each.at)), each.by.called if each.by else "Jaras", each.words]
            for each in rows
        ],
    }


def _signatures(presence: queries.Presence) -> dict[str, Any]:
    return {
        "title": _("Signatures"),
        "columns": [_("Name"), _("Organisation"), _("There since"), _("Signature")],
        "rows": [[each.called, _house(each), _clock(each.came_at)] for each in presence.here],
    }


def _house(invited: Any) -> str:
    if invited.member is not None:
        return invited.member.organisation.name if invited.member.organisation else ""
    return invited.organisation.name if invited.organisation else ""


def _clock(moment: datetime | None) -> str:
    return moments.clock(moment) if moment else "–"

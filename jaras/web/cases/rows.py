"""The lines of the list of cases: words that return are drawn once a page."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from jaras.cases import queries
from jaras.cases.lists import case_states, stages
from jaras.cases.models import Case
from jaras.intake.lists import urgency_levels
from jaras.kernel.models import Level
from jaras.people.rules import called
from jaras.territory import queries as territory
from jaras.territory.models import Commune
from jaras.web.shell import signs
from jaras.web.shell.templating import label

FIRST_WORDS = 120


def rows(cases: Sequence[Case], *, order: str, at: datetime) -> list[Markup]:
    """Who, where it stands, who holds it, what comes next."""
    persons, holders, places = queries.names(cases), queries.referents(cases), communes(cases)
    arabic = (get_language() or "").startswith("ar")
    nobody = _("Somebody not named yet")
    locked: dict[str, Markup] = {
        Level.RESTRICTED: signs.state(_("Restricted"), "locked", "lock"),
        Level.SEALED: signs.state(_("Sealed"), "locked", "lock"),
    }
    here = reverse("case", args=[0]).removesuffix("0/")  # found once for the fifty lines
    urgencies, states = urgency_levels(), case_states()

    @cache
    def urgency(code: str) -> tuple[str, str] | None:
        return (code, label(urgencies[code])) if code in urgencies else None

    @cache
    def stage(code: str) -> Markup:
        return signs.state(label(stages()[code]), "current")

    @cache
    def state(code: str) -> str:
        return label(states[code])

    @cache
    def holder(pk: int) -> Markup:
        return signs.worded("person", holders[pk].called)

    def who(case: Case) -> str:
        names = (
            called(latin=latin, arabic=name, description=description, in_arabic=arabic)
            for latin, name, description in persons[case.pk]
        )
        return " · ".join(names) or nobody

    def line(case: Case) -> Markup:
        place = case.place_text or places.get(case.commune_id or "", "")
        return signs.row(
            f"{here}{case.pk}/",
            Markup(f"<b>{escape(who(case))}</b> {escape(case.summary[:FIRST_WORDS])}"),  # nosec B704 - every part is escaped where it comes in
            urgency=urgency(case.urgency),
            moment=case.opened_at if order == "opened" else case.moved_at,
            moment_mode="ago",
            at=at,
            facts=(
                stage(case.stage),
                state(case.state),
                locked.get(case.level, ""),
                signs.worded("pin", place) if place else "",
                holder(case.referent_id) if case.referent_id in holders else "",
                signs.worded("watch", case.next_what) if case.next_what else "",
                signs.time(case.next_due_at, "left", at=at) if case.next_due_at else "",
            ),
        )

    return [line(case) for case in cases]


def communes(cases: Sequence[Case]) -> dict[str, str]:
    """The names of the communes of these cases, even of those outside the territory."""
    known = {commune.pk: commune.name for commune in territory.communes()}
    others = {case.commune_id for case in cases if case.commune_id and case.commune_id not in known}
    if others:
        known |= {row.pk: row.name for row in Commune.objects.without_boundary().filter(pk__in=others)}
    return known

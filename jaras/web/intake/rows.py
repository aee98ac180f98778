"""The lines of the desk: words that return are drawn once a page."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup

from jaras.intake.queries import Line
from jaras.web.intake import wording
from jaras.web.shell import signs

FIRST_WORDS = 170
FETCHED = {"hx-target": "#chosen", "hx-swap": "innerHTML scroll:top", "hx-push-url": "true"}


def drawn(
    lines: Sequence[Line],
    *,
    new: bool,
    chosen: int | None,
    doing: Mapping[int, str],
    me: int | None,
    at: datetime,
) -> list[Markup]:
    """How urgent, since when, where, by which way, who holds it, what is late."""
    arabic = (get_language() or "").startswith("ar")
    here = reverse("desk_report", args=[0]).removesuffix("0")  # found once for all lines
    urgency, doing_word = cache(wording.urgency), cache(wording.doing)

    @cache
    def channel(code: str) -> Markup:
        return signs.worded(f"channel-{code}", wording.channel(code))

    @cache
    def place(name: str | None, commune: str | None) -> Markup:
        return signs.worded("pin", wording.place(name, commune))

    def where(line: Line) -> Markup:
        french, other = (line.place_fr, line.commune_fr), (line.place_ar, line.commune_ar)
        first, second = (other, french) if arabic else (french, other)
        return place(first[0] or second[0] or line.place_text, first[1] or second[1])

    def clock(line: Line) -> Markup | str:
        if line.first_response_at is not None or line.respond_by is None:
            return ""
        if at > line.respond_by:
            return wording.late(line.respond_by, at=at)
        return wording.expected(line.respond_by, at=at) if line.urgency == "IMMEDIAT" else ""

    def drawn_line(line: Line) -> Markup:
        address = f"{here}{line.pk}"
        return signs.row(
            address,
            line.words[:FIRST_WORDS],
            urgency=(line.urgency, urgency(line.urgency)),
            moment=line.received_at,
            at=at,
            facts=(
                where(line),
                channel(line.channel),
                signs.worded("person", _("you") if line.holder_id == me else line.holder)
                if line.holder_id
                else "",
                doing_word(doing[line.pk]) if line.pk in doing else "",
                clock(line),
            ),
            chosen=line.pk == chosen,
            new=new,
            lang=wording.language_of(line.words),
            attrs={"id": f"row-{line.pk}", "hx-get": address, **FETCHED},
        )

    return [drawn_line(line) for line in lines]

"""Figures: the board's numbers with the board's discretion, the definitions behind them."""

from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router

from jaras.api.asking import require
from jaras.api.problems import PROBLEMS
from jaras.api.schemas.figures import Board, Definition, Definitions
from jaras.api.security import caller
from jaras.governance.rules import GovernanceVerb
from jaras.kernel.refusal import Refused
from jaras.steering import queries
from jaras.steering.lists import delays, dimensions, figures
from jaras.steering.rules import Month, Unit

router = Router(tags=["figures"])


@router.get("/figures", response={200: Board, **PROBLEMS}, summary="Read the figures of a period")
def read_figures(
    request: HttpRequest,
    first: Annotated[str, Query("", alias="from", pattern=r"^([0-9]{4}(-[0-9]{2})?)?$")],
    last: Annotated[str, Query("", alias="to", pattern=r"^([0-9]{4}-[0-9]{2})?$")],
    unit: Annotated[Unit, Query(Unit.INTERVENTIONS)],
    kept: Annotated[str, Query("", max_length=60)],
) -> Board:
    """A year (`2026`), a month (`2026-11`), or from one month to another; this month when nothing is said.

    `kept` keeps to one value of a dimension (`pole:MED`). Numbers that would betray somebody are null for
    whoever may not read every list; such a caller asks for one month or one whole year.
    """
    by = caller(request)
    require(by.can(GovernanceVerb.FIGURES))
    for name, given in (("from", first), ("to", last)):
        if given and Month.read(given if "-" in given else f"{given}-01") is None:
            raise Refused(_("This month does not exist."), field=name)
    if kept and not queries.is_filter(kept):
        raise Refused(_("Figures are not kept to this value."), field="kept")
    period = queries.read_period(first, last, Month.of(timezone.localdate()))
    if not queries.may_ask(by, period):
        raise Refused(_("Ask for one month, or for one whole year."), field="to")
    wanted = queries.Wanted(period=period, unit=unit, kept=kept, shares=queries.shares_of(by))
    return Board.of(queries.told(queries.board(wanted), to=by))


@router.get(
    "/figures/definitions", response={200: Definitions, **PROBLEMS}, summary="Read what each figure means"
)
def read_definitions(request: HttpRequest) -> Definitions:
    require(caller(request).can(GovernanceVerb.FIGURES))
    return Definitions(
        units=Definition.all(figures()),
        dimensions=Definition.all(dimensions()),
        delays=Definition.all(delays()),
    )

"""What the states and the reasons of a place are called."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from jaras.partners.lists import place_reasons
from jaras.partners.models import Unit
from jaras.partners.queries import sex_and_ages
from jaras.partners.queries.places import FREE
from jaras.partners.rules.occupancy import OccupancyState
from jaras.web.shell.templating import label

# Word of the state with the kind of its mark.
STATES: dict[str, tuple[Any, str]] = {
    FREE: (pgettext_lazy("place", "Free"), "done"),
    OccupancyState.HELD: (pgettext_lazy("place", "Held"), "waiting"),
    OccupancyState.OCCUPIED: (pgettext_lazy("place", "Occupied"), "plain"),
    OccupancyState.OUT_OF_ORDER: (pgettext_lazy("place", "Shut"), "locked"),
}
VERBS: dict[str, Any] = {
    "hold": gettext_lazy("The place is held: say the code at the door."),
    "come_in": gettext_lazy("Somebody has this place from now on."),
    "shut": gettext_lazy("The place is shut."),
    "arrive": gettext_lazy("They have arrived."),
    "release": gettext_lazy("The place is free again."),
    "leave": gettext_lazy("The place is free again."),
    "extend": gettext_lazy("It is written."),
    "mend": gettext_lazy("The place can be used again."),
}


def reasons(state: str) -> list[tuple[str, str]]:
    """The reasons that a hand may give for what was in this state."""
    return [
        (item.code, label(item))
        for item in place_reasons()
        if item["of"] == state and not item.more.get("by_itself")
    ]


def for_whom(unit: Unit) -> list[str]:
    """Whom the unit takes, as its service or it itself says; without steps."""
    said = [*sex_and_ages(unit.sex or unit.service.sex, unit.youngest, unit.oldest)]
    return [*said, _("without steps")] if unit.step_free else said

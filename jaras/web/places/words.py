"""What the states and the reasons of a place are called."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from jaras.partners.lists import place_reasons
from jaras.partners.models import Unit
from jaras.partners.queries.places import FREE
from jaras.partners.rules.occupancy import OccupancyState
from jaras.people.rules import Sex
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
    """Whom the unit takes beside what its service says."""
    said = []
    if unit.sex or unit.service.sex:
        said.append(_("women") if (unit.sex or unit.service.sex) == Sex.FEMALE else _("men"))
    youngest, oldest = unit.youngest, unit.oldest
    if youngest is not None and oldest is not None:
        said.append(_("from %(youngest)d to %(oldest)d years old") % {"youngest": youngest, "oldest": oldest})
    elif youngest is not None:
        said.append(_("from %(age)d years old") % {"age": youngest})
    elif oldest is not None:
        said.append(_("up to %(age)d years old") % {"age": oldest})
    if unit.step_free:
        said.append(_("without steps"))
    return said

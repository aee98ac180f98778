"""What rounds counted, in words."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from jaras.rounds.lists import counted
from jaras.rounds.queries import Counts
from jaras.rounds.rules import RoundState, TallyKind
from jaras.web.shell.templating import label

KINDS: dict[str, str | Promise] = {
    TallyKind.MET: gettext_lazy("Those met"),
    TallyKind.GIVEN: gettext_lazy("Given"),
    TallyKind.REFUSED: gettext_lazy("Not wanted"),
    TallyKind.PUBLIC: gettext_lazy("Publics, where the person said so"),
}
STATES: dict[str, tuple[str | Promise, str]] = {
    RoundState.PLANNED: (gettext_lazy("Round planned"), "plain"),
    RoundState.UNDER_WAY: (gettext_lazy("On the road"), "current"),
    RoundState.ENDED: (gettext_lazy("Round ended"), "done"),
    RoundState.CANCELLED: (gettext_lazy("Round cancelled"), "plain"),
}


def sections(counts: Counts, *, all_codes: bool = False) -> list[tuple[str, Any, list[tuple[str, str, int]]]]:
    """Kind by kind what was counted: code, word, number; with `all_codes` what was not, too."""
    found = []
    for kind, title in KINDS.items():
        rows = [(item.code, label(item), counts.get((kind, item.code), 0)) for item in counted(kind)]
        found.append((str(kind), title, rows if all_codes else [row for row in rows if row[2]]))
    return [each for each in found if each[2]]


def bars(counts: Counts) -> list[tuple[Any, list[tuple[str, int, None, bool]]]]:
    """The same as drawn: what was counted most stands first."""
    return [
        (title, [(word, number, None, True) for _code, word, number in sorted(rows, key=lambda row: -row[2])])
        for _kind, title, rows in sections(counts)
    ]


def sum_of(counts: Counts, kind: TallyKind) -> int:
    return sum(number for (of, _code), number in counts.items() if of == kind)


def met(counts: Counts) -> int:
    """How many persons were met; whoever is met twice in a night is counted twice."""
    return sum_of(counts, TallyKind.MET)

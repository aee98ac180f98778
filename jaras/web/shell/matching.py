"""Why somebody is found or proposed, in the reader's words."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from jaras.people.lists import likeness_reasons
from jaras.people.queries import Match
from jaras.people.rules.sought import LONGEST, Sought
from jaras.web.shell.templating import bidi, label

SHOWN, LONGEST_LEFT = "name", 60
PARTS = {
    "nickname": gettext_lazy("Nickname"),
    "married": gettext_lazy("Married name"),
    "merged": gettext_lazy("Name in a merged record"),
    "father": gettext_lazy("Father’s name"),
    "description": gettext_lazy("Who is meant"),
    "signs": gettext_lazy("Distinguishing signs"),
}


def reason(code: str) -> str:
    """A reason in the reader's language."""
    return label(likeness_reasons()[code])


def marks(match: Match) -> frozenset[str]:
    """The words of the name that were meant, as they are written."""
    return frozenset(hit.known for hit in match.hits if hit.part == SHOWN)


def why(match: Match) -> list[Markup | str]:
    """What agrees beside the words that are marked, then what differs."""
    return list(_why(match))


def _why(match: Match) -> Iterator[Markup | str]:
    for hit in match.hits:
        known = Markup("<mark>{}</mark>").format(hit.known)
        if hit.otherwise:
            known = Markup("{} = {}").format(bidi(hit.typed), known)
        if hit.part != SHOWN:
            yield Markup("{}: {}").format(PARTS[hit.part], known)
        elif hit.otherwise:
            yield known
    if match.digits:
        digits = Markup("<mark>{}</mark>").format(match.digits)
        yield Markup(_("telephone ends with %(digits)s")) % {"digits": digits}  # nosec B704 - our own words, what is put in is escaped
    for code, _weight in match.reasons:
        if not code.startswith("name_") and not (match.digits and code == "telephone_same"):
            yield reason(code)


def unread(typed: str, sought: Sought) -> list[Markup]:
    """A sentence on what nothing was made of."""
    said = []
    if sought.left:
        left = bidi(" ".join(sought.left)[:LONGEST_LEFT])
        said.append(Markup(_("Nothing was made of this: %(words)s")) % {"words": left})  # nosec B704 - our own words, what is put in is escaped
    if len(typed) > LONGEST:
        said.append(Markup(_("Only the first %(number)s signs were read.")) % {"number": LONGEST})  # nosec B704 - our own words, what is put in is escaped
    if sought.narrows and not (sought.name or sought.digits or sought.code or sought.mail):
        said.append(Markup(_("An age, a birth or a commune alone finds nobody: add a name.")))  # nosec B704 - our own words, what is put in is escaped
    return said

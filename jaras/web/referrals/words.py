"""What states and reasons of referrals are called, for the cell, for the partner."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from jaras.care.models import Referral
from jaras.care.rules import ReferralState
from jaras.care.rules.fitting import Against, Reason, Why
from jaras.people.lists import target_groups
from jaras.people.rules import Sex
from jaras.web.shell import moments

# Word of the state with the kind of its mark.
STATES: dict[str, tuple[Any, str]] = {
    ReferralState.DRAFT: (gettext_lazy("In preparation"), "plain"),
    ReferralState.SENT: (gettext_lazy("Sent, not seen yet"), "waiting"),
    ReferralState.SEEN: (gettext_lazy("Seen, no answer yet"), "waiting"),
    ReferralState.ACCEPTED: (gettext_lazy("Accepted"), "current"),
    ReferralState.DECLINED: (gettext_lazy("Declined"), "plain"),
    ReferralState.EXPIRED: (gettext_lazy("No answer in time"), "plain"),
    ReferralState.RECALLED: (gettext_lazy("Taken back"), "plain"),
    ReferralState.IN_PROGRESS: (gettext_lazy("Under way"), "current"),
    ReferralState.COMPLETED: (gettext_lazy("Done"), "done"),
    ReferralState.INTERRUPTED: (gettext_lazy("Broken off"), "plain"),
}


# What became of a request, told to the partner who was asked.
ENDED: dict[str, Any] = {
    ReferralState.DECLINED: gettext_lazy("You could not take it."),
    ReferralState.EXPIRED: gettext_lazy("The time to answer passed; somebody else was sought."),
    ReferralState.RECALLED: gettext_lazy("We took it back."),
    ReferralState.COMPLETED: gettext_lazy("You gave what was asked."),
    ReferralState.INTERRUPTED: gettext_lazy("You told us that it broke off."),
}


def over(referral: Referral, *, replaced: bool) -> str:
    """Why the page shows nothing any more."""
    state, when = referral.state, moments.exact(referral.answered_at) if referral.answered_at else ""
    if state == ReferralState.RECALLED:
        return _("We took this request back: there is nothing more to do. Thank you.")
    if replaced:
        return _("A newer link was sent: open the last e-mail you received from us.")
    if state == ReferralState.EXPIRED:
        return _("The time to answer is over: we look for somebody else.")
    if state == ReferralState.DECLINED:
        return _("You told us that you could not take this request (%(when)s). Thank you for answering.") % {
            "when": when
        }
    if state == ReferralState.COMPLETED:
        return _("This request is done. Thank you for what you did.")
    if state == ReferralState.INTERRUPTED:
        return _("You told us that the help broke off. Thank you for telling us.")
    return _("This link is closed after some weeks: ask us for a new one.")


def too_late(referral: Referral, *, kept: bool) -> str:
    """Why an answer does not count, and what becomes of what was typed."""
    said = {
        ReferralState.RECALLED: _("Your answer comes after we took this request back."),
        ReferralState.EXPIRED: _(
            "Your answer comes after the time given: the request is not yours any more."
        ),
        ReferralState.DECLINED: _("You declined this request before: it was given to somebody else."),
        ReferralState.ACCEPTED: _(
            "You accepted this request before. If you cannot go on, say that it breaks off."
        ),
        ReferralState.IN_PROGRESS: _("You have begun already. If you cannot go on, say that it breaks off."),
        ReferralState.COMPLETED: _("You told us before that it is done."),
        ReferralState.INTERRUPTED: _("You told us before that it broke off."),
    }
    first = said.get(ReferralState(referral.state)) or _("First say that you take this request.")
    return f"{first} {_('What you typed was handed to us all the same.')}" if kept else first


def _ages(values: Mapping[str, Any]) -> str:
    youngest, oldest = values.get("youngest"), values.get("oldest")
    if youngest is None:
        return _("up to %(age)d years old") % {"age": oldest}
    if oldest is None:
        return _("from %(age)d years old") % {"age": youngest}
    return _("from %(youngest)d to %(oldest)d years old") % {"youngest": youngest, "oldest": oldest}


def _publics(values: Mapping[str, Any]) -> str:
    language, items = get_language() or "fr", target_groups()
    return ", ".join(items[code].name(language) for code in values["publics"] if code in items)


def _sex(values: Mapping[str, Any]) -> str:
    return _("women") if values["sex"] == Sex.FEMALE else _("men")


def _habit(values: Mapping[str, Any], sentence: str) -> str:
    said = sentence % {"taken": values["taken"], "asked": values["asked"]}
    within = values.get("within")
    if within is None:
        return said
    return _("%(habit)s, answered in %(time)s") % {"habit": said, "time": moments.duration(within)}


REASONS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    Why.SAME_SERVICE: lambda _v: _("gives exactly this"),
    Why.FOR_PUBLIC: lambda v: _("for: %(publics)s") % {"publics": _publics(v)},
    Why.PUBLIC_UNKNOWN: lambda v: _("to check: only for %(publics)s") % {"publics": _publics(v)},
    Why.FOR_SEX: lambda v: _("for %(sex)s") % {"sex": _sex(v)},
    Why.SEX_UNKNOWN: lambda v: _("to check: only for %(sex)s") % {"sex": _sex(v)},
    Why.FOR_AGE: _ages,
    Why.AGE_UNKNOWN: lambda v: _("to check: %(ages)s") % {"ages": _ages(v)},
    Why.IN_COMMUNE: lambda _v: _("in the same commune"),
    Why.SERVES_COMMUNE: lambda _v: _("serves this commune"),
    Why.COMMUNE_UNKNOWN: lambda _v: _("to check: only for some communes"),
    Why.ALWAYS_OPEN: lambda _v: _("open day and night"),
    Why.OPEN_NOW: lambda v: _("open until %(time)s") % {"time": moments.clock(v["until"])},
    Why.OPENS_AT: lambda v: _("opens %(moment)s") % {"moment": moments.exact(v["at"])},
    Why.HOURS_UNKNOWN: lambda _v: _("hours not known"),
    Why.TELEPHONE_ONLY: lambda _v: _("no e-mail address known: call first"),
    Why.STAYED_SILENT: lambda _v: _("did not answer this need before"),
    Why.FREE_PLACES: lambda v: (
        ngettext("%(number)d free place", "%(number)d free places", v["number"]) % {"number": v["number"]}
    ),
    Why.NO_FREE_PLACE: lambda _v: _("no free place now"),
    Why.TAKES_OFTEN: lambda v: _habit(v, _("took %(taken)d of %(asked)d requests this year")),
    Why.TAKES_SELDOM: lambda v: _habit(v, _("took only %(taken)d of %(asked)d requests this year")),
    Against.OTHER_SERVICE: lambda _v: _("gives something else"),
    Against.NOT_FOR_PUBLIC: lambda v: _("only for %(publics)s") % {"publics": _publics(v)},
    Against.NOT_FOR_SEX: lambda v: _("only for %(sex)s") % {"sex": _sex(v)},
    Against.TOO_YOUNG: lambda v: _("only from %(age)d years old") % {"age": v["age"]},
    Against.TOO_OLD: lambda v: _("only up to %(age)d years old") % {"age": v["age"]},
    Against.NOT_IN_COMMUNE: lambda _v: _("does not serve this commune"),
    Against.GIVEN_NO_MORE: lambda _v: _("given no more"),
    Against.UNREACHABLE: lambda _v: _("neither e-mail nor telephone"),
    Against.DECLINED: lambda _v: _("declined this need before"),
}


def reason(each: Reason) -> str:
    return REASONS[each.code](each.values)

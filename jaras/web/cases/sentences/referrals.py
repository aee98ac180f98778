"""Sentences of referrals: what the cell asked, what the partner answered."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _

from jaras.care.lists import decline_reasons
from jaras.partners.lists import services
from jaras.web.cases.sentences.told import Sentence, Told, kept, name_in

TITLES: dict[str, Callable[[], str]] = {
    "send": lambda: _("Entrusted to %(name)s"),
    "resend": lambda: _("Sent again to %(name)s"),
    "make_code": lambda: _("A new code for %(name)s"),
    "remind": lambda: _("%(name)s reminded"),
    "accept": lambda: _("%(name)s accepts"),
    "decline": lambda: _("%(name)s declines"),
    "expire": lambda: _("%(name)s did not answer in time"),
    "recall": lambda: _("Taken back from %(name)s"),
    "start": lambda: _("%(name)s has begun"),
    "complete": lambda: _("%(name)s has done what was asked"),
    "interrupt": lambda: _("%(name)s breaks off"),
    "question": lambda: _("%(name)s asks"),
    "answer": lambda: _("Answer to %(name)s"),
    "news": lambda: _("News from %(name)s"),
    "late": lambda: _("%(name)s wrote after the end"),
}
SAID = frozenset({"question", "answer", "news", "late"})
GOOD, DOUBTFUL = frozenset({"accept", "start", "complete"}), frozenset({"decline", "expire", "interrupt"})


def referral(told: Told) -> Sentence:
    verb = str(told.data.get("verb", ""))
    title = TITLES[verb]() % {"name": told.member} if verb in TITLES else verb
    service = name_in(services(), str(told.data.get("service", "")))
    signed = str(told.data.get("signed") or "")
    details = kept(
        service,
        name_in(decline_reasons(), str(told.data.get("why", ""))),
        "" if verb in SAID else told.text,
        signed,
        told.by,
    )
    return Sentence(
        title,
        details,
        quote=told.text if verb in SAID else "",
        sign="send" if verb in ("send", "resend", "answer") else "partners",
        tone="done" if verb in GOOD else "bell" if verb in DOUBTFUL else "plain",
        href=reverse("case_referrals", args=[told.entry.case_id]),
    )

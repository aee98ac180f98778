"""Sentences of the case itself: who, which state, what next, what was written."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from jaras.cases.lists import case_outcomes, stages
from jaras.cases.rules import Entry
from jaras.governance.roles import compartments
from jaras.kernel.models import Level
from jaras.web.cases.sentences.told import Sentence, Told, kept, name_in
from jaras.web.cases.words import TOLD
from jaras.web.shell import moments


def person(told: Told) -> Sentence:
    name = told.persons.get(int(told.data.get("person", 0)))
    if "recognised" in told.data:
        title = _("Recognised: %(name)s") % {"name": name} if name else _("A person is recognised")
        return Sentence(title, kept(told.by), quote=told.text, sign="person")
    if "undone" in told.data:
        return Sentence(_("It was somebody else after all"), kept(told.by), quote=told.text, sign="undo")
    title = _("%(name)s joins the case") % {"name": name} if name else _("A person joins the case")
    return Sentence(title, kept(told.by), sign="person")


def state(told: Told) -> Sentence:
    verb = str(told.data.get("verb", ""))
    details = kept(
        name_in(case_outcomes(), str(told.data.get("outcome", ""))),
        _("the social diagnosis was made") if told.data.get("because") == Entry.DIAGNOSIS else "",
        told.text,
        _news(told.data.get("follow_up") or told.data.get("again")),
        told.by,
    )
    return Sentence(str(TOLD.get(verb, verb)), details, sign="cases", tone="main")


def _news(on: str | None) -> str:
    return _("News on %(day)s") % {"day": moments.exact(date.fromisoformat(on))} if on else ""


def stage(told: Told) -> Sentence:
    stage = name_in(stages(), str(told.data.get("stage", "")))
    return Sentence(_("Stage: %(stage)s") % {"stage": stage}, kept(told.by), sign="arrow", tone="main")


def next_step(told: Told) -> Sentence:
    if told.data.get("done"):
        return Sentence(_("Done: %(what)s") % {"what": told.text}, kept(told.by), sign="check", tone="done")
    due = told.data.get("due")
    return Sentence(
        _("To do: %(what)s") % {"what": told.text},
        kept(
            told.member,
            _("before %(moment)s") % {"moment": moments.exact(datetime.fromisoformat(due))} if due else "",
            told.by,
        ),
        sign="watch",
        tone="bell",
    )


def note(told: Told) -> Sentence:
    return Sentence("", kept(told.by), quote=told.text, sign="note", tone="bell")


def document(told: Told) -> Sentence:
    href = ""
    if "document" in told.data:
        href = reverse("case_document", args=[told.entry.case_id, told.data["document"]])
    return Sentence(told.text or _("Document"), kept(told.by), sign="clip", href=href)


def team(told: Told) -> Sentence:
    name = told.member
    if told.data.get("left"):
        title = _("%(name)s leaves the team") % {"name": name}
    elif told.data.get("referent"):
        title = _("%(name)s becomes the referent") % {"name": name}
    else:
        title = _("%(name)s joins the team") % {"name": name}
    return Sentence(title, kept(told.by), sign="people")


def confidentiality(told: Told) -> Sentence:
    if told.data.get("level") == Level.RESTRICTED:
        return Sentence(_("Case restricted to its team"), kept(told.text, told.by), sign="lock", tone="bell")
    if told.data.get("level") == Level.SEALED:
        name = name_in(compartments(), str(told.data.get("compartment", "")))
        title = _("Case sealed: %(name)s") % {"name": name}
        return Sentence(title, kept(told.text, told.by), sign="lock", tone="bell")
    return Sentence(_("Case opened to the whole cell"), kept(told.text, told.by), sign="eye")

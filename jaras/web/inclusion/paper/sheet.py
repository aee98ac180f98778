"""The sheet of a life project as a PDF, in French or in Arabic: one page where it can be."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from jaras.governance.models import Member
from jaras.inclusion.models import Agreement, LifeProject
from jaras.inclusion.rules import How
from jaras.kernel import files
from jaras.people.models import Person
from jaras.territory import queries as territory
from jaras.web.cases.words import name_of
from jaras.web.inclusion import words
from jaras.web.shell import moments, paper

TEMPLATE = Path(__file__).parent / "project.typ"


def pdf(project: LifeProject, *, language: str, large: bool, at: datetime, by: Member | None = None) -> bytes:
    """The sheet of this version, as of this day, printed by this member."""
    said = said_by(project, language=language, at=at, by=by)
    said |= {"large": large, "signature": list(_drawn(words.agreement_of(project)))}
    return paper.pdf(TEMPLATE, said)


def _drawn(agreement: Agreement | None) -> bytes:
    """The signature that was drawn on the screen; a photographed sheet stays in the file."""
    if agreement is None or agreement.how != How.SCREEN:
        return b""
    if not files.location(agreement.file).is_file():
        return b""
    with files.opened(agreement.file) as file:
        return file.read()


def said_by(project: LifeProject, *, language: str, at: datetime, by: Member | None = None) -> dict[str, Any]:
    """Every word of the sheet, in this language; what people wrote stays as they wrote it."""
    with translation.override(language):
        place = territory.installation()
        agreement = words.agreement_of(project)
        return {
            "language": language,
            "province": place.province.name if place else "",
            "cell": (place.cell_name if place else "") or _("The Social Vigilance Cell"),
            "title": _("Life project"),
            "name": _name(project.person, language),
            "state": _state(project, agreement),
            "words": project.words,
            "goals_title": _("What I want"),
            "columns": [_("What"), _("Who"), _("By when"), _("Done")],
            "goals": list(_goals(project)),
            "commits": [
                {"title": _("I commit to"), "said": project.person_commits},
                {"title": _("The cell commits to"), "said": project.cell_commits},
            ],
            "review_title": _("We look at it again together on"),
            "review": moments.exact(project.review_on) if project.review_on else "",
            "signatures": list(_signatures(project, agreement)),
            "version": _printed(project, by, at),
            "mine": _("This sheet is mine. I may change my mind, and ask for it to be written again."),
            "continued": _("The project goes on overleaf."),
            "page": _("page"),
        }


def _name(person: Person, language: str) -> str:
    return (person.arabic_name if language == "ar" else person.latin_name) or person.label


def _printed(project: LifeProject, by: Member | None, at: datetime) -> str:
    said = {"number": project.number, "day": _day(at)}
    if by is None:
        return _("Version %(number)s, printed on %(day)s") % said
    return _("Version %(number)s, printed on %(day)s by %(name)s") % {**said, "name": by.called}


def _day(at: datetime) -> str:
    return moments.exact(timezone.localtime(at).date())


def _state(project: LifeProject, agreement: Agreement | None) -> str:
    if agreement is None:
        return _("Draft, to be read together before it is agreed")
    return _("Agreed on %(day)s") % {"day": moments.exact(agreement.signed_on)}


def _goals(project: LifeProject) -> Iterator[dict[str, Any]]:
    for aim in words.aims(project):
        yield {
            "words": aim.goal.words,
            "domain": aim.domain,
            "steps": [
                {
                    "what": line.step.what,
                    "who": line.who,
                    "when": moments.day(line.step.by_on) if line.step.by_on else "",
                    "done": line.step.done_at is not None,
                }
                for line in aim.lines
            ],
        }


def _signatures(project: LifeProject, agreement: Agreement | None) -> Iterator[dict[str, Any]]:
    """Who signs: the person, whoever writes for the cell, the witness of a voice note."""
    language = translation.get_language() or "fr"
    yield {
        "title": _("The person"),
        "name": agreement.name if agreement else _name(project.person, language),
        "note": words.agreed(agreement) if agreement and agreement.how != How.SCREEN else "",
        "picture": True,
    }
    held = name_of(project.case.referent) or name_of(agreement.by if agreement else None)
    yield {"title": _("For the cell"), "name": held, "note": "", "picture": False}
    if agreement and agreement.witness:
        yield {"title": _("The witness"), "name": name_of(agreement.witness), "note": "", "picture": False}

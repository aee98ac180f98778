"""The questions of a diagnosis: a page asks dozens of chips, so what never changes is drawn once."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from markupsafe import Markup, escape

from jaras.care.lists import grid
from jaras.care.rules.grid import LEVELS
from jaras.web.shell import signs
from jaras.web.shell.templating import label, language

# Where a word of warning stands: until the authorisation for health data, what somebody has is not written.
OF_HEALTH = ("health", "mental_health")
VALUES = ("", *map(str, LEVELS))
CHIP = Markup(
    '<label class="chip"><input type="radio" name="level_{}" value="{}"{}>'
    "<span><b>{}</b> <span>{}</span></span></label>"
)
NOTE = Markup(
    '<div class="field"><label for="note-{code}">{label} <span class="optional">{optional}</span></label>'
    "{hint}"
    '<input type="text" id="note-{code}" name="note_{code}" maxlength="500" dir="auto" autocomplete="off"'
    "{described}"
)
HINT = Markup('<p class="help" id="hint-{}">{}</p>')


def questions(
    codes: Iterable[str], said: Mapping[str, Any], before: Mapping[str, int], *, opened: str
) -> list[Markup]:
    """The domains as they are asked: a name, five chips with their wording, a note."""
    codes = list(codes)
    following = dict(zip(codes, [*codes, ""][1:], strict=True))
    return [
        _question(
            code,
            str(said.get(f"level_{code}") or ""),
            str(said.get(f"note_{code}") or ""),
            before=before.get(code),
            following=following[code],
            opened=code == opened,
        )
        for code in codes
    ]


def health_hint() -> str:
    return _("Say what care is missing, not the illness: diagnoses and treatments are not written here.")


def _question(
    code: str, level: str, note: str, *, before: int | None, following: str, opened: bool
) -> Markup:
    spoken = language()
    level = level if level in VALUES else ""  # what is kept drawn stays within these six
    return Markup(  # nosec B704 - every part is escaped where it comes in
        f'<details class="domain" name="domain"{" open" if opened else ""}><summary>{signs.icon("down")}'
        f'<span class="domain-name">{_name(code, spoken)}</span>{_last_time(before, spoken)}{_now(spoken)}'
        f'</summary><div class="domain-body" id="in-{code}">{_chips(code, level, spoken)}'
        f'{_note(code, spoken)} value="{escape(note)}"></div>{_next(following, spoken)}</div></details>'
    )


@cache
def _name(code: str, _language: str) -> Markup:
    return escape(label(grid().domains[code].item))


@cache
def _last_time(before: int | None, _language: str) -> Markup | str:
    if before is None:
        return ""
    words = _("last time: %(level)s") % {"level": label(grid().level(before)).lower()}
    return Markup('<span class="quiet small">{}</span>').format(words)


@cache
def _now(_language: str) -> Markup:
    """Every word the summary may show; the stylesheet shows the one that is chosen."""
    shown = Markup().join(
        Markup('<span class="now-{}">{}</span>').format(
            value,
            signs.state(
                label(grid().level(int(value))) if value else _("Not assessed"),
                "current" if value else "plain",
            ),
        )
        for value in VALUES
    )
    return Markup('<span class="domain-now">{}</span>').format(shown)


@cache
def _chips(code: str, chosen: str, spoken: str) -> Markup:
    domain = grid().domains[code]
    options = [(str(level), label(grid().level(level)), label(domain.at(level))) for level in LEVELS]
    options.append(("", _("Not assessed"), _("not asked, not known, or not today")))
    chips = Markup().join(
        CHIP.format(code, value, Markup(" checked") if value == chosen else "", word, means)
        for value, word, means in options
    )
    return Markup(
        '<fieldset><legend class="unseen">{}</legend><div class="levels">{}</div></fieldset>'
    ).format(_name(code, spoken), chips)


@cache
def _note(code: str, _language: str) -> Markup:
    """The field of a note, up to its value."""
    of_health = code in OF_HEALTH
    return NOTE.format(
        code=code,
        label=_("What makes you say so"),
        optional=_("optional"),
        hint=HINT.format(code, health_hint()) if of_health else "",
        described=Markup(' aria-describedby="hint-{}"').format(code) if of_health else "",
    )


def _next(following: str, spoken: str) -> str:
    if not following:
        return ""
    word, sign = _next_word(following, spoken), signs.icon("down")
    return f'<p><a class="button button-small" href="#in-{following}">{word}{sign}</a></p>'


@cache
def _next_word(following: str, _language: str) -> Markup:
    return escape(pgettext("domain", "Next: %(domain)s") % {"domain": label(grid().domains[following].item)})

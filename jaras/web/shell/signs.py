"""The smallest parts, called hundreds of times a page: plain functions, ten times faster than macros."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from functools import cache

from django.conf import settings
from django.templatetags.static import static
from markupsafe import Markup, escape

from jaras.kernel import folding
from jaras.web.shell import moments

MODES = {
    "since": moments.since,
    "ago": moments.ago,
    "left": moments.left,
    "day": moments.day,
}


def icon(name: str, *, turns: bool = False) -> Markup:
    """A sign of our own drawing; `turns` when it must look the way the script runs."""
    return _icon(name, turns, settings.STORAGES["staticfiles"]["BACKEND"])


@cache
def _icon(name: str, turns: bool, storage: str) -> Markup:
    """Drawn once for each way of serving files, because the address of the sprite holds its digest."""
    return Markup('<svg class="icon{}" aria-hidden="true"><use href="{}#{}"/></svg>').format(
        " icon-turns" if turns else "", static("shell/icons.svg"), name
    )


def worded(sign: str, word: object) -> Markup:
    """A sign with its word: worded("pin", place)."""
    return Markup(f'<span class="worded">{icon(sign)}<span>{escape(word)}</span></span>')  # nosec B704 - every part is escaped where it comes in


def chips(parts: Iterable[object]) -> Markup:
    """Short reasons in a line: for somebody found, for somebody proposed."""
    said = Markup("").join(Markup("<span>{}</span>").format(part) for part in parts)
    return Markup('<span class="proposal-why">{}</span>').format(said) if said else Markup("")


def marked(text: str, words: Collection[str]) -> Markup:
    """The text with these of its words marked."""
    said, at = Markup(""), 0
    for word in folding.words(text) if words else ():
        if word.written in words:
            said += escape(text[at : word.start]) + Markup("<mark>{}</mark>").format(word.written)
            at = word.end
    return said + escape(text[at:])


def pole(code: str, word: object) -> Markup:
    return worded(f"pole-{code}", word)


def urgency(code: str, word: object) -> Markup:
    """The word with its shape: octagon, half, quarter, dash."""
    code = escape(code)
    return Markup(f'<span class="urgency urgency-{code}">{icon(f"urgency-{code}")}{escape(word)}</span>')  # nosec B704 - every part is escaped where it comes in


URGENCY = urgency  # "row" has a parameter of that name


def state(word: object, kind: str = "plain", sign: str | None = None) -> Markup:
    """kind: plain, done, waiting, current, locked."""
    drawn = icon(sign) if sign else ""
    return Markup(f'<span class="state state-{escape(kind)}">{drawn}{escape(word)}</span>')  # nosec B704 - every part is escaped where it comes in


def count(number: int, *, peril: bool = False) -> Markup:
    return Markup(f'<span class="count{" count-peril" if peril else ""}">{escape(number)}</span>')  # nosec B704 - every part is escaped where it comes in


def time(moment: datetime, mode: str = "since", *, at: datetime | None = None) -> Markup:
    """A moment in words, its exact hour at hand; scripts keep since and ago true."""
    if mode in MODES:
        words = MODES[mode](moment, at=at)
    else:
        words = moments.clock(moment) if mode == "clock" else moments.exact(moment)
    kept_true = f' data-time="{mode}"' if mode in ("since", "ago") else ""
    return Markup(  # nosec B704 - every part is escaped where it comes in
        f'<time datetime="{moment.isoformat()}" title="{escape(moments.exact(moment))}"{kept_true}>'
        f"{escape(words)}</time>"
    )


def _apart(fact: object) -> Markup:
    """A fact in an element of its own: bare words would run into those beside them."""
    said = escape(fact).strip()
    return said if not said or said.startswith("<") else Markup(f"<span>{said}</span>")  # nosec B704 - escaped above


def row(
    href: str,
    words: object,
    urgency: tuple[str, object] | None = None,
    moment: datetime | None = None,
    *,
    facts: Iterable[object] = (),
    moment_mode: str = "since",
    chosen: bool = False,
    new: bool = False,
    id: str | None = None,
    lang: str | None = None,
    at: datetime | None = None,
    attrs: Mapping[str, object] | None = None,
    caller: Callable[[], str] | None = None,
) -> Markup:
    """One line of a working list; its facts come as a list of parts, or as the body of a call."""
    head = below = ""
    if urgency or moment:
        word = URGENCY(*urgency) if urgency else "<span></span>"
        moment_word = time(moment, moment_mode, at=at) if moment else ""
        head = f'<span class="row-head">{word}{moment_word}</span>'
    if said := escape(caller()) if caller else "".join(map(_apart, filter(None, facts))):
        below = f'<span class="row-facts">{said}</span>'
    link = {"href": href, "aria-current": "true" if chosen else None, **(attrs or {})}
    return Markup(  # nosec B704 - every part is escaped where it comes in
        f'<li class="row{" row-new" if new else ""}"{_attributes({"id": id})}>'
        f'<a class="row-link"{_attributes(link)}>'
        f"{head}"
        f'<span class="row-words" dir="auto"{_attributes({"lang": lang})}>{escape(words)}</span>'
        f"{below}</a></li>\n"
    )


def ladder(level: int, before: int | None = None) -> Markup:
    """Five steps climbed up to `level`, a mark under the one of `before`; its word stands beside."""
    drawn = (("climbed" if step <= level else "ahead", 22 * step - 21) for step in range(1, 6))
    steps = "".join(
        f'<rect class="{kind}" x="{x}" y="1" width="18" height="12" rx="3"/>' for kind, x in drawn
    )
    mark = f'<path class="before" d="M{22 * before - 17} 21l5-5 5 5z"/>' if before else ""
    return Markup(  # nosec B704 - every part is escaped where it comes in
        f'<svg class="ladder ladder-{level}" viewBox="0 0 108 22" aria-hidden="true">{steps}{mark}</svg>'
    )


def _attributes(given: Mapping[str, object]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in given.items() if value is not None)

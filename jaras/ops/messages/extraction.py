"""Finds every translatable text of the code."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.extract import DEFAULT_KEYWORDS, extract

KEYWORDS = dict(DEFAULT_KEYWORDS) | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
TEMPLATE_SUFFIXES = {".html", ".txt", ".xml", ".svg"}
# As the environment of the pages is set, or a text would be looked up otherwise than it was found.
TEMPLATE_OPTIONS = {
    "newstyle_gettext": "true",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
    "extensions": "jinja2.ext.i18n,jinja2.ext.do,jinja2.ext.loopcontrols",
    "silent": "false",
    "trimmed": "true",
}
# A page folder carries its own catalogue; elsewhere the package does.
PACKAGES_OF_FOLDERS = {"web"}


@dataclass
class Text:
    """One text to translate, whatever the number of places that show it."""

    msgid: str
    plural: str | None = None
    context: str | None = None
    comments: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)


Key = tuple[str | None, str]
Texts = dict[Key, Text]


def home_of(source: Path, root: Path) -> Path:
    """The folder whose `locale/` holds the texts of this file."""
    parts = source.relative_to(root).parts
    depth = 2 if parts[0] in PACKAGES_OF_FOLDERS and len(parts) > 2 else 1
    return root.joinpath(*parts[: min(depth, len(parts) - 1)])


def sources(root: Path) -> Iterator[tuple[Path, bool]]:
    """Files that may hold texts, each with whether it is a template."""
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if "migrations" in parts or "static" in parts or not path.is_file():
            continue
        if path.suffix == ".py":
            yield path, False
        elif "templates" in parts and path.suffix in TEMPLATE_SUFFIXES:
            yield path, True


def texts_by_home(root: Path) -> dict[Path, Texts]:
    """Every text under `root`, grouped by the folder that keeps its catalogue."""
    found: dict[Path, Texts] = {}
    for path, is_template in sources(root):
        for text in _texts_of(path, is_template=is_template):
            home = found.setdefault(home_of(path, root), {})
            known = home.setdefault((text.context, text.msgid), text)
            known.plural = known.plural or text.plural
            known.comments += [comment for comment in text.comments if comment not in known.comments]
            known.places.append(path.relative_to(root).as_posix())
    return found


def _texts_of(path: Path, *, is_template: bool) -> Iterator[Text]:
    method = "jinja2.ext:babel_extract" if is_template else "python"
    options = TEMPLATE_OPTIONS if is_template else {}
    with path.open("rb") as file:
        for _line, message, comments, context in extract(
            method, file, KEYWORDS, comment_tags=["Translators:"], options=options
        ):
            msgid, plural = (message, None) if isinstance(message, str) else (message[0], message[1])
            yield Text(msgid=msgid, plural=plural, context=context, comments=list(comments))

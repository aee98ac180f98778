"""Faults of the catalogues, each told so that its mender need not ask."""

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Message

from jaras.ops.messages.catalogues import forms_of, languages, msgid, path_of, read
from jaras.ops.messages.extraction import Key, texts_by_home

# A named or plain placeholder, then the percent sign itself, doubled or not.
PLACEHOLDER = re.compile(r"%\([a-z_0-9]+\)[a-z]|%%|%[sd]?|\{[a-z_0-9.]*\}", re.IGNORECASE)
BREAKABLE = re.compile(" [:;?!](?![/\\w])")  # a line would break before the sign
EASTERN_DIGITS = re.compile("[٠-٩۰-۹]")


def faults(root: Path) -> list[str]:
    """Every reason why the catalogues may not be published as they are."""
    found = texts_by_home(root)
    result: list[str] = []
    for language in languages(root):
        seen: dict[Key, tuple[Path, list[str]]] = {}
        expected = {path_of(home, language): texts for home, texts in found.items()}
        for path in sorted({*expected, *root.rglob(f"locale/{language}/LC_MESSAGES/django.po")}):
            shown = path.relative_to(root.parent)
            texts = expected.get(path, {})
            if not path.exists():
                result.append(f"{shown}: missing: run `messages update`")
                continue
            catalogue = read(path)
            messages = {(m.context, msgid(m)): m for m in catalogue if m.id}
            result += [f"{shown}: not in the catalogue: {key[1]!r}" for key in texts.keys() - messages.keys()]
            obsolete = [
                *(messages.keys() - texts.keys()),
                *((m.context, msgid(m)) for m in catalogue.obsolete.values()),
            ]
            result += [f"{shown}: no longer in the code: {key[1]!r}" for key in obsolete]
            for key, message in messages.items():
                if key not in texts:
                    continue
                result += [f"{shown}: {fault}: {key[1]!r}" for fault in message_faults(message, language)]
                other, forms = seen.setdefault(key, (shown, forms_of(message)))
                if forms != forms_of(message) and all(forms) and all(forms_of(message)):
                    result.append(f"{shown}: translated otherwise in {other}: {key[1]!r}")
    return sorted(result)


def message_faults(message: Message, language: str) -> Iterator[str]:
    forms = forms_of(message)
    if not all(forms):
        yield "not translated"
        return
    if message.fuzzy:
        yield "marked fuzzy"
    if not _placeholders_agree(message, forms):
        yield "placeholders differ from the English"
    if language == "ar" and any(EASTERN_DIGITS.search(form) for form in forms):
        yield "digits other than 0-9"
    if language == "fr" and any(BREAKABLE.search(form) for form in forms):
        yield "an ordinary space before : ; ? !, where French has a non-breaking one"


def _placeholders_agree(message: Message, forms: list[str]) -> bool:
    """A singular or dual may leave its number out ("one case"); no form may invent a placeholder."""
    if isinstance(message.id, str):
        return _placeholders(forms[0]) == _placeholders(message.id)
    allowed = _placeholders(message.id[1])
    return _placeholders(forms[-1]) == allowed and all(
        set(_placeholders(form)) <= set(allowed) for form in forms
    )


def _placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))

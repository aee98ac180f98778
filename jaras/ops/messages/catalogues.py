"""Catalogues on disk, written so that two branches seldom collide."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from jaras.ops.messages.extraction import Key, Text, Texts, texts_by_home

REQUIRED_LANGUAGES = ("ar", "fr")
# Django's own rules, so that its catalogues and ours are merged into one; others come from CLDR.
PLURAL_FORMS = {
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 "
    ": n%100>=11 && n%100<=99 ? 4 : 5;",
    "fr": "nplurals=2; plural=(n > 1);",
}


def path_of(home: Path, language: str) -> Path:
    return home / "locale" / language / "LC_MESSAGES" / "django.po"


def languages(root: Path) -> list[str]:
    """The languages we owe, then any other that somebody began."""
    begun = {path.parts[-3] for path in root.rglob("locale/*/LC_MESSAGES/django.po")}
    return sorted(begun | set(REQUIRED_LANGUAGES))


def catalogue_files(root: Path) -> list[Path]:
    return sorted(root.rglob("locale/*/LC_MESSAGES/django.po"))


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3], abort_invalid=True)


def header(language: str) -> str:
    forms = PLURAL_FORMS.get(language) or Catalog(locale=language).plural_forms
    lines = [
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        f"Language: {language}",
        f"Plural-Forms: {forms}",
    ]
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines) + "\n"


def rendered(catalogue: Catalog, language: str) -> bytes:
    """Sorted by text, without dates or line numbers: a merge touches only what changed."""
    body = BytesIO()
    write_po(body, catalogue, width=0, no_location=True, omit_header=True, sort_output=True)
    return header(language).encode() + body.getvalue()


def update(root: Path) -> list[Path]:
    """Bring every catalogue in line with the code; a text translated elsewhere arrives translated."""
    found = texts_by_home(root)
    changed = []
    for language in languages(root):
        known = {path: read(path) for path in catalogue_files(root) if path.parts[-3] == language}
        elsewhere = {(m.context, msgid(m)): m for c in known.values() for m in c if is_translated(m)}
        for home, texts in sorted(found.items()):
            path = path_of(home, language)
            content = rendered(_merged(texts, language, known.pop(path, None), elsewhere), language)
            if not path.exists() or path.read_bytes() != content:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
                changed.append(path)
        for orphan in known:
            orphan.unlink()
            changed.append(orphan)
    return changed


def _merged(texts: Texts, language: str, own: Catalog | None, elsewhere: Mapping[Key, Message]) -> Catalog:
    merged = _empty(language)
    for key, text in texts.items():
        message = Message(_identity(text), context=text.context, auto_comments=text.comments)
        previous = own.get(text.msgid, text.context) if own else None
        for source in (previous, elsewhere.get(key)):
            if source is not None and is_translated(source) and source.pluralizable == message.pluralizable:
                message.string = source.string
                message.flags |= source.flags & {"fuzzy"}
                break
        if previous is not None:
            message.user_comments = previous.user_comments
        merged[message.id] = message
    return merged


def _empty(language: str) -> Catalog:
    with BytesIO(header(language).encode()) as file:
        return read_po(file, locale=language)


def _identity(text: Text) -> str | tuple[str, str]:
    return (text.msgid, text.plural) if text.plural is not None else text.msgid


def msgid(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def forms_of(message: Message) -> list[str]:
    """The translations of one text: one, or one per plural form."""
    if isinstance(message.string, str):
        return [message.string]
    return [form or "" for form in message.string or ()]


def is_translated(message: Message) -> bool:
    return all(forms_of(message))


def compile_all(root: Path) -> int:
    """Write the binary catalogue beside each source, where it differs."""
    written = 0
    for path in catalogue_files(root):
        with BytesIO() as file:
            write_mo(file, read(path))
            content = file.getvalue()
        binary = path.with_suffix(".mo")
        if not binary.exists() or binary.read_bytes() != content:
            binary.write_bytes(content)
            written += 1
    for binary in root.rglob("locale/*/LC_MESSAGES/django.mo"):
        if not binary.with_suffix(".po").exists():
            binary.unlink()
    return written

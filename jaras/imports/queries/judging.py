"""Whether an entry says all that its kind needs, within what the directory bears."""

from collections.abc import Iterator, Mapping
from typing import Any

from jaras.imports.lists import fields
from jaras.imports.queries.told import MODELS
from jaras.imports.rules import Code, Fault, Holds, Kind
from jaras.kernel import text
from jaras.kernel.refusal import Refused
from jaras.partners.actions.services import HIGHEST_FEE, OLDEST
from jaras.partners.rules.conventions import LONGEST_WARNING

MUST: Mapping[Kind, tuple[tuple[tuple[str, ...], Code], ...]] = {
    Kind.ORGANISATION: ((("name_fr", "name_ar"), Code.NAME_MISSING), (("kind",), Code.KIND_MISSING)),
    Kind.SITE: ((("name_fr", "name_ar"), Code.NAME_MISSING),),
    Kind.SERVICE: ((("code",), Code.SERVICE_MISSING),),
    Kind.CONTACT: (
        (("function_fr", "function_ar"), Code.FUNCTION_MISSING),
        (("telephone", "email"), Code.REACH_MISSING),
    ),
    Kind.CONVENTION: (
        (("with_whom",), Code.WITH_MISSING),
        (("subject",), Code.SUBJECT_MISSING),
        (("begins_on",), Code.BEGINS_MISSING),
    ),
}


def judged(kind: Kind, values: Mapping[str, Any]) -> Iterator[Fault]:
    """What would be refused of a row that holds these values."""
    for names, code in MUST[kind]:
        if not any(values[name] for name in names):
            yield Fault(code, names[0])
    for name, column in fields(kind).items():
        if column.holds is Holds.TEXT:
            yield from _text(kind, name, values[name])
    if kind is Kind.SERVICE:
        yield from _service(values)
    if kind is Kind.CONVENTION:
        yield from _convention(values)


def _text(kind: Kind, name: str, value: str) -> Iterator[Fault]:
    limit = MODELS[kind]._meta.get_field(name).max_length  # type: ignore[union-attr]
    if limit and len(value) > limit:
        yield Fault(Code.TOO_LONG, name, value[:60])
    if name == "email" and value:
        try:
            text.require_email(value, field=name)
        except Refused:
            yield Fault(Code.EMAIL, name, value[:60])


def _service(values: Mapping[str, Any]) -> Iterator[Fault]:
    youngest, oldest = values["youngest"], values["oldest"]
    ages = [age for age in (youngest, oldest) if age is not None]
    crossed = len(ages) == 2 and youngest > oldest
    if crossed or any(not 0 <= age <= OLDEST for age in ages):
        yield Fault(Code.AGES, "oldest" if crossed else "youngest", " – ".join(map(str, ages)))
    if values["fee"] is not None and not 0 <= values["fee"] <= HIGHEST_FEE:
        yield Fault(Code.FEE, "fee", str(values["fee"]))


def _convention(values: Mapping[str, Any]) -> Iterator[Fault]:
    if values["ends_on"] and values["begins_on"] and values["ends_on"] < values["begins_on"]:
        yield Fault(Code.ENDS_BEFORE, "ends_on", values["ends_on"])
    if values["warning"] is None or not 0 <= values["warning"] <= LONGEST_WARNING:
        yield Fault(Code.WARNING, "warning", str(values["warning"] or ""))

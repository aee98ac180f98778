"""What the words of an entry mean: codes, days, numbers, hours, in any of the languages of the house."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jaras.imports.rules.entries import Holds
from jaras.imports.rules.faults import Code, Fault
from jaras.partners.rules import Unreadable, line_of_day, read_day
from jaras.people.rules import Sex
from jaras.registers.rules import values
from jaras.registers.rules.headings import key
from jaras.registers.rules.values import BadValue

HOURS = ("hours", "ramadan_hours")  # seven lines, one a day
SHOWN = 60  # signs of what was written
_BETWEEN = re.compile("[;؛\n|]")
_SEXES = {
    Sex.FEMALE: ("f", "femme", "femmes", "women", "woman", "نساء", "النساء", "امرأة"),
    Sex.MALE: ("m", "h", "homme", "hommes", "men", "man", "رجال", "الرجال", "رجل"),
    "": ("tous", "toutes", "everybody", "all", "الجميع"),
}
_FLAGS = {
    True: ("oui", "yes", "vrai", "true", "x", "1", "نعم"),
    False: ("non", "no", "faux", "false", "0", "لا"),
}
SEXES = {key(word): sex for sex, words in _SEXES.items() for word in words}
FLAGS = {key(word): flag for flag, words in _FLAGS.items() for word in words}


@dataclass(frozen=True)
class Dictionary:
    """What words mean, as `key` folds them: codes of lists by the name of the list, communes."""

    lists: Mapping[str, Mapping[str, str]]
    communes: Mapping[str, str]


@dataclass(frozen=True)
class Field:
    """What may stand in a field."""

    holds: Holds
    list: str = ""


def understood(
    words: Mapping[str, Any], fields: Mapping[str, Field], dictionary: Dictionary
) -> tuple[dict[str, Any], list[Fault]]:
    """The values by field, with what could not be understood."""
    said: dict[str, Any] = {}
    faults: list[Fault] = []
    for name, written in words.items():
        try:
            if name in HOURS:
                said[name] = week(written)
            elif name in fields:
                said[name] = _meaning(written, fields[name], dictionary)
            else:
                said[name] = str(written or "")
        except _NotUnderstood as wrong:
            faults.append(Fault(wrong.code, name, wrong.written[:SHOWN]))
    return said, faults


class _NotUnderstood(ValueError):
    def __init__(self, code: Code, written: object) -> None:
        super().__init__(code.value)
        self.code, self.written = code, str(written)


def _meaning(written: Any, field: Field, dictionary: Dictionary) -> Any:
    match field.holds:
        case Holds.CODE:
            return _word(written, dictionary.lists[field.list], Code.WORD_UNKNOWN)
        case Holds.CODES:
            return _words(written, dictionary.lists[field.list])
        case Holds.COMMUNE:
            return _word(written, dictionary.communes, Code.WORD_UNKNOWN)
        case Holds.COMMUNES:
            return _words(written, dictionary.communes)
        case Holds.SEX:
            return _word(written, SEXES, Code.WORD_UNKNOWN)
        case Holds.FLAG:
            return written if isinstance(written, bool) else _flag(written)
        case Holds.NUMBER:
            return _read(written, values.count, Code.NUMBER)
        case Holds.DAY:
            return _read(written, lambda cell: values.moment(cell)[0].isoformat(), Code.DAY)
        case _:
            return str(written if written is not None else "").strip()


def _word(written: Any, known: Mapping[str, str], wrong: Code) -> str:
    if not str(written or "").strip():
        return ""
    if (found := known.get(key(written))) is None:
        raise _NotUnderstood(wrong, written)
    return found


def _words(written: Any, known: Mapping[str, str]) -> list[str]:
    """One after another with semicolons, for the words of some lists hold commas."""
    each = written if isinstance(written, list) else _BETWEEN.split(str(written or ""))
    return sorted({_word(word, known, Code.WORD_UNKNOWN) for word in each if str(word).strip()})


def _flag(written: Any) -> bool:
    if not str(written if written is not None else "").strip():
        return False
    if (found := FLAGS.get(key(written))) is None:
        raise _NotUnderstood(Code.FLAG, written)
    return found


def _read(written: Any, read: Callable[[Any], Any], wrong: Code) -> Any:
    if written is None or not str(written).strip():
        return None
    try:
        return read(written)
    except BadValue as bad:
        raise _NotUnderstood(wrong, written) from bad


def week(days: Sequence[Any]) -> list[str]:
    """Seven lines of hours, each as it is read again."""
    lines = []
    for weekday, words in enumerate(days):
        try:
            lines.append(line_of_day(read_day(str(words or ""), weekday)))
        except Unreadable as wrong:
            raise _NotUnderstood(Code.HOURS, words) from wrong
    return lines

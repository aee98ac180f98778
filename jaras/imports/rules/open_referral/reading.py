"""What must be known of the house to read a document, with the pieces that every object has."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from jaras.imports.rules.faults import Code, Fault
from jaras.kernel.folding import fold, is_arabic

Object = Mapping[str, Any]


@dataclass(frozen=True)
class Reading:
    """Codes of our lists, names of our communes, the sentences that our own documents hold."""

    kinds: Collection[str]
    poles: Collection[str]
    services: Collection[str]
    publics: Collection[str]
    commune: Callable[[str], str]
    language: Callable[[str], str]
    is_whole: Callable[[str], bool]  # whether an area is the whole territory
    saying: Callable[[str], str | None]  # the sex that a sentence of ours tells
    holidays: Collection[str]  # how it is said that a door is shut on holidays
    ramadans: Collection[tuple[date, date]]


@dataclass
class Piece:
    """One object on its way to an entry: what it says, what is wrong in it."""

    of: Object
    words: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def text(self, name: str) -> str:
        """A line of the object; anything but a line is a fault."""
        value = self.of.get(name)
        if value is None or isinstance(value, str | int | float):
            return str("" if value is None else value).strip()
        self.wrong(Code.SHAPE, name)
        return ""

    def parts(self, name: str) -> Iterator[tuple[str, Object]]:
        """The objects of a list, each with how it is called."""
        value = self.of.get(name)
        for place, part in enumerate(value if isinstance(value, list) else []):
            if isinstance(part, dict):
                yield f"{name}[{place}]", part
            else:
                self.wrong(Code.SHAPE, f"{name}[{place}]")
        if value is not None and not isinstance(value, list):
            self.wrong(Code.SHAPE, name)

    def say(self, name: str, value: Any) -> None:
        """What is empty is not said: a document adds and corrects, it empties nothing."""
        if value not in (None, "", []):
            self.words[name] = value

    def say_in_script(self, name: str, value: str, *, limit: int = 0) -> None:
        """Under the name of its script; too long, it is left out."""
        if limit and len(value) > limit:
            self.wrong(Code.LONG_LEFT_OUT, f"{name}_fr", value)
        else:
            self.say(f"{name}_ar" if is_arabic(fold(value)) else f"{name}_fr", value)

    def wrong(self, code: Code, name: str, value: str = "") -> None:
        """A field of ours is called by its heading, one of the document as the document calls it."""
        if code is Code.SHAPE:
            self.faults.append(Fault(code, "", name))
        else:
            self.faults.append(Fault(code, name, value[:60]))

    def phone(self) -> None:
        number = next((Piece(each).text("number") for _name, each in self.parts("phones")), "")
        self.say("telephone", number)

    def codes(self, known: Collection[str]) -> Sequence[str]:
        """The terms of one of our lists that hold of it."""
        found = []
        for _name, attribute in self.parts("attributes"):
            term = attribute.get("taxonomy_term")
            code = term.get("code") if isinstance(term, dict) else None
            if isinstance(code, str) and code in known:
                found.append(code)
        return list(dict.fromkeys(found))

"""Prepared statements: the SQL of a query that many pages ask is written once for each process.

Django writes it anew each time it asks; for a page of fifteen queries by key that is half of its work.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from functools import wraps
from itertools import count
from typing import Any, Generic, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.sql.compiler import SQLCompiler

from jaras.kernel.actor import Actor

P = ParamSpec("P")
Row = TypeVar("Row")
Value = int | datetime

# Numbers that no row has, moments when nothing happened: they hold the place of what changes.
FIRST_NUMBER = 2_147_400_000
FIRST_MOMENT = datetime(9998, 1, 1, tzinfo=UTC)
MOST = 512  # statements kept of one query; past it they are written anew


def prepared(build: Callable[P, models.QuerySet[Any, Row]]) -> Callable[P, list[Row]]:
    """The rows of the query that `build` makes, its SQL written once for each shape.

    Whole numbers and moments among the arguments, the numbers of an `Actor` with those of the cases that were
    opened to them, the key of a row are values: `build` is given others in their place and only passes them
    on to the query. Everything else is shape: strings, None, the verbs of an actor, their compartments. Rows
    or values, `select_related`, `only`, annotations are welcome; nothing is prefetched, and neither the
    language nor the hour changes the SQL.
    """
    statements: dict[Hashable, _Statement[Row]] = {}

    @wraps(build)
    def asked(*args: P.args, **kwargs: P.kwargs) -> list[Row]:
        values: list[Value] = []
        shape = tuple([_shape(each, values) for each in args])
        statement = statements.get(shape)
        if statement is None:
            places = count()
            given = [_placed(each, places) for each in args]
            statement = _Statement(build(*given), places=next(places))  # type: ignore[call-arg]
            statement.require(_value(each) for each in given)
            if len(statements) >= MOST:
                statements.clear()
            statements[shape] = statement
        return statement.rows(values)

    return asked


SIZES = (1, 4, 12, 48, 96)  # of lists of keys, so that few statements are written


def in_sizes(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """The keys in parts for `*ids`, the last of a part again until they are as many as one of `SIZES`."""
    for at in range(0, len(ids), SIZES[-1]):
        part = ids[at : at + SIZES[-1]]
        size = next(size for size in SIZES if size >= len(part))
        yield [*part, *[part[-1]] * (size - len(part))]


def attach(row: models.Model, name: str, related: list[Any]) -> None:
    """Give a row what belongs to it, as `prefetch_related` does."""
    rows = getattr(row, name).all()
    rows._result_cache, rows._prefetch_done = related, True
    kept: dict[str, Any] = row.__dict__.setdefault("_prefetched_objects_cache", {})
    kept[name] = rows


class _Statement(Generic[Row]):
    """The SQL of a query, where its values go, how its rows are read."""

    def __init__(self, rows: models.QuerySet[Any, Row], *, places: int) -> None:
        if rows._prefetch_related_lookups:  # type: ignore[attr-defined]
            raise TypeError("A prepared query gives its rows, nothing prefetched.")
        self.asked: Any = rows
        self.compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        self.sql: str = ""
        self.parameters: Sequence[Any] = ()
        try:
            self.sql, self.parameters = self.compiler.as_sql()
        except EmptyResultSet:  # this shape of actor sees nothing
            return
        held = [_sent(each) for place in range(places) for each in (FIRST_NUMBER + place, _moment(place))]
        self.places = {at: held.index(each) // 2 for at, each in enumerate(self.parameters) if each in held}

    def require(self, given: Iterable[Value | None]) -> None:
        """A value that was looked at while the query was built would be the same for ever."""
        held = [_sent(value) for value in given if value is not None and _is_place(value)]
        if self.sql and not all(each in self.parameters for each in held):
            raise TypeError(f"A value of a prepared query never reaches the database: {self.sql[:120]}")

    def rows(self, values: list[Value]) -> list[Row]:
        if not self.sql:
            return []
        filled = list(self.parameters)
        for at, place in self.places.items():
            # The type of a number says how the driver sends it: psycopg tells four sizes of them apart.
            filled[at] = _sent(values[place], type(filled[at]))
        compiler = copy(self.compiler)
        compiler.connection = connections[DEFAULT_DB_ALIAS]
        compiler.as_sql = lambda *_args, **_kwargs: (self.sql, tuple(filled))
        return list(self.asked._iterable_class(_Source(self.asked, compiler)))


class _Source:
    """What Django's own reader of rows asks of a queryset."""

    db = DEFAULT_DB_ALIAS
    _known_related_objects: Mapping[Any, Any] = {}

    def __init__(self, asked: Any, compiler: SQLCompiler) -> None:
        self.asked, self.compiler = asked, compiler
        self._fields = asked._fields
        self.query = self

    def get_compiler(self, *_args: Any, **_options: Any) -> SQLCompiler:
        return self.compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self.asked.query, name)


ACTOR = tuple(each.name for each in fields(Actor) if each.name not in ("name", "grants"))


def _value(given: Any) -> Value | None:
    if isinstance(given, models.Model):
        given = given.pk
    return given if isinstance(given, (int, datetime)) and not isinstance(given, bool) else None


def _shape(given: Any, values: list[Value]) -> Hashable:
    """What of an argument the SQL depends on; its numbers and moments are added to the values."""
    if isinstance(given, Actor):
        values.extend(given.grants)
        return (len(given.grants), *[_shape(getattr(given, name), values) for name in ACTOR])
    if isinstance(given, Mapping):
        return frozenset(given.items())
    if (value := _value(given)) is not None:
        values.append(value)
        return "moment" if isinstance(value, datetime) else "number"
    return given  # type: ignore[no-any-return]


def _placed(given: Any, places: Iterator[int]) -> Any:
    """The argument with what no row has in the places of its values."""
    if isinstance(given, Actor):
        grants = {FIRST_NUMBER + next(places): 0 for _case in given.grants}
        return Actor(grants=grants, **{name: _placed(getattr(given, name), places) for name in ACTOR})
    value = _value(given)
    if value is None:
        return given
    if isinstance(value, datetime):
        return _moment(next(places))
    number = FIRST_NUMBER + next(places)
    return type(given)(pk=number) if isinstance(given, models.Model) else number


def _moment(place: int) -> datetime:
    return FIRST_MOMENT + timedelta(microseconds=place)


def _is_place(value: Value) -> bool:
    return value >= FIRST_MOMENT if isinstance(value, datetime) else value >= FIRST_NUMBER


def _sent(value: Value, number: type[Any] = int) -> Any:
    """The value as the driver takes it."""
    if isinstance(value, datetime):
        return connections[DEFAULT_DB_ALIAS].ops.adapt_datetimefield_value(value)
    return number(value)

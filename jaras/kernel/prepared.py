"""Prepared statements: the SQL of a query that many pages ask is written once for each process.

Django writes it anew each time it asks; for a page of fifteen queries by key that is half of its work.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import fields
from functools import wraps
from itertools import count
from typing import Any, Generic, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.sql.compiler import SQLCompiler

from jaras.kernel.actor import Actor

P = ParamSpec("P")
Row = TypeVar("Row")

# Keys that no row has: they hold the place of what changes from one question to the next.
FIRST_PLACE = 2_147_400_001
MOST = 512  # statements kept of one query; past it they are written anew


def prepared(build: Callable[P, models.QuerySet[Any, Row]]) -> Callable[P, list[Row]]:
    """The rows of the query that `build` makes, its SQL written once for each shape.

    Whole numbers among the arguments, those of an `Actor`, the key of a row are values: `build` is given
    others in their place and only passes them on to the query. Everything else is shape: strings, None,
    the verbs of an actor. Rows or values, `select_related`, `only`, annotations are welcome; nothing is
    prefetched, and neither the language nor the hour changes the SQL.
    """
    statements: dict[Hashable, _Statement[Row]] = {}

    @wraps(build)
    def asked(*args: P.args, **kwargs: P.kwargs) -> list[Row]:
        values: list[int] = []
        shape = tuple([_shape(each, values) for each in args])
        statement = statements.get(shape)
        if statement is None:
            places = count(FIRST_PLACE)
            given = [_placed(each, places) for each in args]
            statement = _Statement(build(*given), places=len(values))  # type: ignore[call-arg]
            statement.require(_value(each) for each in given)
            if len(statements) >= MOST:
                statements.clear()
            statements[shape] = statement
        return statement.rows(values)

    return asked


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
        self.places = range(FIRST_PLACE, FIRST_PLACE + places)
        self.sql: str = ""
        self.parameters: tuple[Any, ...] = ()
        try:
            self.sql, parameters = self.compiler.as_sql()
            self.parameters = tuple(parameters)
        except EmptyResultSet:  # this shape of actor sees nothing
            return

    def require(self, given: Iterable[int | None]) -> None:
        """A value that was looked at while the query was built would be the same for ever."""
        held = {value for value in given if value in self.places}
        if self.sql and not held <= {*self.parameters}:
            raise TypeError(f"A value of a prepared query never reaches the database: {self.sql[:120]}")

    def rows(self, values: list[int]) -> list[Row]:
        if not self.sql:
            return []
        # The type of a place says how the driver sends it (psycopg tells four sizes of numbers apart).
        filled = tuple(
            type(each)(values[each - FIRST_PLACE]) if each in self.places else each
            for each in self.parameters
        )
        compiler = copy(self.compiler)
        compiler.connection = connections[DEFAULT_DB_ALIAS]
        compiler.as_sql = lambda *_args, **_kwargs: (self.sql, filled)
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


def _value(given: Any) -> int | None:
    if isinstance(given, models.Model):
        given = given.pk
    return given if isinstance(given, int) and not isinstance(given, bool) else None


def _shape(given: Any, values: list[int]) -> Hashable:
    """What of an argument the SQL depends on; its whole numbers are added to the values."""
    if isinstance(given, Actor):
        return tuple([_shape(getattr(given, name), values) for name in ACTOR])
    if isinstance(given, Mapping):
        return frozenset(given.items())
    if (value := _value(given)) is not None:
        values.append(value)
        return int
    return given  # type: ignore[no-any-return]


def _placed(given: Any, places: Iterator[int]) -> Any:
    """The argument with numbers that no row has in the places of its values."""
    if isinstance(given, Actor):
        return Actor(**{name: _placed(getattr(given, name), places) for name in ACTOR})
    if _value(given) is None:
        return given
    return type(given)(pk=next(places)) if isinstance(given, models.Model) else next(places)


ACTOR = tuple(each.name for each in fields(Actor) if each.name != "name")

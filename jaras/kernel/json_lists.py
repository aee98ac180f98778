"""Rows whose JSON list holds a value, on both engines."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler


class Holds(models.Func):
    """`Holds("poles", "MED")`: whether the list of codes has this one."""

    output_field = models.BooleanField()
    arity = 2

    def __init__(self, field: str, value: str) -> None:
        super().__init__(models.F(field), models.Value(value, output_field=models.CharField()))

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> Any:
        template = "EXISTS (SELECT 1 FROM json_each(%(expressions)s))"
        return self.as_sql(compiler, connection, template=template, arg_joiner=") WHERE value = (", **extra)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template="(%(expressions)s)", arg_joiner=" ? ", **extra)

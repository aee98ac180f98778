"""Columns that the database writes itself."""

from collections.abc import Iterable

from django.db import models


def state_among(states: Iterable[str]) -> models.GeneratedField:
    """Whether the state is one of these, as a column that indexes can be made for.

    SQLite finds no partial index for a list of states in a query, because their values come apart from it.
    """
    return models.GeneratedField(
        expression=models.ExpressionWrapper(
            models.Q(state__in=[str(state) for state in states]), output_field=models.BooleanField()
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )

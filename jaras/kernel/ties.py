"""What points to a row, whichever package it belongs to: asked before rows are taken back."""

from collections.abc import Collection

from django.db import models


def tied(
    model: type[models.Model], ids: Collection[int], *, but: Collection[str] = ()
) -> dict[int, type[models.Model]]:
    """For each of these rows to which another points, the kind of one that does.

    `but` names the kinds (`cases.party`) that are taken back together with the rows.
    """
    found: dict[int, type[models.Model]] = {}
    for relation in model._meta.related_objects:
        kind = relation.related_model
        if relation.many_to_many or not isinstance(kind, type) or kind._meta.label_lower in but:
            continue
        column = relation.field.attname
        pointing = kind._default_manager.filter(**{f"{column}__in": ids}).order_by()
        for pk in pointing.values_list(column, flat=True).distinct():
            found.setdefault(pk, kind)
    return found

"""Persons known until now are found by their Arabic names, too."""

from django.db import migrations

from jaras.kernel import search


def hear(apps, schema_editor):
    persons = apps.get_model("people", "Person").objects.filter(forgotten_at=None).order_by("pk")
    for person in persons.iterator(chunk_size=500):
        latin = f"{person.given_name} {person.family_name}".strip()
        search.index(
            "person",
            person.pk,
            latin,
            person.arabic_name,
            person.description,
            sealed=person.level != "ordinary",
            beginnings=True,
        )


class Migration(migrations.Migration):
    dependencies = [("people", "0006_names_sealed"), ("intake", "0012_hide_persons")]
    operations = [migrations.RunPython(hear, migrations.RunPython.noop, elidable=True)]

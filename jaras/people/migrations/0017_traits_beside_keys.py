"""Beside each key stands what tells namesakes apart; everybody is laid anew, under more keys."""

from django.db import migrations, models

from jaras.people.actions.lying import lay_many

BATCH = 500


def make_on_sqlite(apps, editor):
    """The table is its own index: half the size, one search in place of two."""
    if editor.connection.vendor == "sqlite":
        table = apps.get_model("people", "IdentityKey")._meta.db_table
        editor.execute(f"DROP TABLE {table}")
        editor.execute(
            f"CREATE TABLE {table} (key bigint NOT NULL, person_id integer NOT NULL, "
            "traits integer NOT NULL, PRIMARY KEY (key, person_id)) WITHOUT ROWID"
        )
        editor.execute(f"CREATE INDEX people_identitykey_person_id ON {table} (person_id)")


def lay_everybody(apps, editor):
    persons = apps.get_model("people", "Person").objects.filter(forgotten_at=None).order_by("pk")
    last = 0
    while batch := list(persons.filter(pk__gt=last)[:BATCH]):
        lay_many(batch)
        last = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [("people", "0016_heard_anew")]
    operations = [
        migrations.DeleteModel("IdentityKey"),
        migrations.CreateModel(
            name="IdentityKey",
            fields=[
                ("pk", models.CompositePrimaryKey("key", "person_id", blank=True, editable=False, primary_key=True, serialize=False)),
                ("key", models.BigIntegerField()),
                ("person_id", models.IntegerField(db_index=True)),
                ("traits", models.IntegerField(default=0)),
            ],
        ),
        migrations.AlterField("namefrequency", "persons", models.PositiveIntegerField(default=0)),
        migrations.RunPython(make_on_sqlite, migrations.RunPython.noop),
        migrations.RunPython(lay_everybody, migrations.RunPython.noop, elidable=True),
    ]

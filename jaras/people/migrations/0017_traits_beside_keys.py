"""Beside each key stands what tells namesakes apart; 0018 lays everybody anew."""

from django.db import migrations, models


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
    ]

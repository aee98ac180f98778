"""Who lies under a key is packed each night, in one row a key, with how names sound; everybody is laid anew."""

from django.db import migrations, models

from jaras.people.actions.packing import in_parts, lay_everybody


def empty(apps, editor):
    apps.get_model("people", "IdentityKey").objects.all().delete()


def lay(apps, editor):
    lay_everybody(in_parts(apps.get_model("people", "Person").objects.all()))


class Migration(migrations.Migration):
    dependencies = [("people", "0017_traits_beside_keys")]
    operations = [
        migrations.RunPython(empty, migrations.RunPython.noop, elidable=True),
        migrations.AddField("identitykey", "sounds", models.BigIntegerField(default=0)),
        migrations.CreateModel(
            name="PostingList",
            fields=[
                ("key", models.BigIntegerField(primary_key=True, serialize=False)),
                ("entries", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="StalePosting",
            fields=[("person_id", models.IntegerField(primary_key=True, serialize=False))],
        ),
        migrations.RunPython(lay, migrations.RunPython.noop, elidable=True),
    ]

"""Files that were kept plainly are sealed, with the names their senders gave them."""

from django.db import migrations

from jaras.kernel import files
from jaras.kernel.keys.sealing import seal_all


def seal(apps, schema_editor):
    stored = apps.get_model("kernel", "StoredFile")
    for row in list(stored.objects.filter(key=None).order_by("pk")):
        files.seal_older(row)
    seal_all(stored)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("kernel", "0007_files_sealed")]
    operations = [migrations.RunPython(seal, migrations.RunPython.noop, elidable=True)]

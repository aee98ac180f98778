"""Numbers of reports that are no longer ordinary are sealed, and whatever is being typed."""

from django.db import migrations

from jaras.kernel.keys import sealing


def seal(apps, schema_editor):
    reports = apps.get_model("intake", "Report")
    sealing.seal_raised(reports)
    for draft in reports.objects.filter(state="draft"):
        draft.finished = False
        sealing.seal(draft)
        reports.objects.filter(pk=draft.pk).update(cell="")


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("intake", "0013_number_sealed")]
    operations = [migrations.RunPython(seal, migrations.RunPython.noop, elidable=True)]

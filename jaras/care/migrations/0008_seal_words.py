"""Words of what is no longer ordinary, written plainly until now, are sealed."""

from django.db import migrations

from jaras.kernel.keys.sealing import seal_raised

MODELS = ["Appointment", "Diagnosis", "DiagnosisDraft", "DomainLevel", "Intervention", "Need", "Referral", "ReferralMessage"]


def seal(apps, schema_editor):
    for name in MODELS:
        seal_raised(apps.get_model("care", name))


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("care", "0007_words_sealed")]
    operations = [migrations.RunPython(seal, migrations.RunPython.noop, elidable=True)]

"""What was handed over, what was acknowledged, the database itself keeps from change."""

from django.db import migrations

from jaras.kernel.record.guards import guarding


class Migration(migrations.Migration):
    dependencies = [("handover", "0001_first"), ("kernel", "0013_seal_reasons")]
    operations = [guarding("handover_handoverline", "handover_handoveranswer")]

"""What a round counted, the database itself keeps from change."""

from django.db import migrations

from jaras.kernel.record.guards import guarding


class Migration(migrations.Migration):
    dependencies = [("rounds", "0001_first"), ("kernel", "0013_seal_reasons")]
    operations = [guarding("rounds_roundtally")]

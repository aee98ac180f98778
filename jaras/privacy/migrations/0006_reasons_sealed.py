"""Reasons of what is held back: sealed columns."""

import jaras.kernel.keys.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('privacy', '0005_consents'),
    ]

    operations = [
        migrations.AddField(
            model_name='hold',
            name='key',
            field=jaras.kernel.keys.fields.KeyField(editable=False, max_length=32, null=True),
        ),
        jaras.kernel.keys.fields.SealedColumn(
            model_name='hold',
            name='reason',
            field=jaras.kernel.keys.fields.SealedCharField(always=True, max_length=300),
        ),
    ]

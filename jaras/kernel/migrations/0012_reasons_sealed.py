"""Reasons of changes of state, of files that leave: sealed columns."""

import jaras.kernel.keys.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0011_search_forms'),
    ]

    operations = [
        migrations.AddField(
            model_name='exportedfile',
            name='key',
            field=jaras.kernel.keys.fields.KeyField(editable=False, max_length=32, null=True),
        ),
        migrations.AddField(
            model_name='transition',
            name='key',
            field=jaras.kernel.keys.fields.KeyField(editable=False, max_length=32, null=True),
        ),
        jaras.kernel.keys.fields.SealedColumn(
            model_name='exportedfile',
            name='reason',
            field=jaras.kernel.keys.fields.SealedCharField(always=True, max_length=300),
        ),
        jaras.kernel.keys.fields.SealedColumn(
            model_name='transition',
            name='reason',
            field=jaras.kernel.keys.fields.SealedTextField(always=True, blank=True),
        ),
    ]

"""Reasons of exceptional access, of closed doors, what watches leave: sealed columns."""

import jaras.kernel.keys.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0009_reach'),
    ]

    operations = [
        migrations.AddField(
            model_name='closeddoors',
            name='key',
            field=jaras.kernel.keys.fields.KeyField(editable=False, max_length=32, null=True),
        ),
        migrations.AddField(
            model_name='exceptionalaccess',
            name='key',
            field=jaras.kernel.keys.fields.KeyField(editable=False, max_length=32, null=True),
        ),
        migrations.AddField(
            model_name='watch',
            name='key',
            field=jaras.kernel.keys.fields.KeyField(editable=False, max_length=32, null=True),
        ),
        jaras.kernel.keys.fields.SealedColumn(
            model_name='closeddoors',
            name='reason',
            field=jaras.kernel.keys.fields.SealedTextField(always=True),
        ),
        jaras.kernel.keys.fields.SealedColumn(
            model_name='exceptionalaccess',
            name='reason',
            field=jaras.kernel.keys.fields.SealedTextField(always=True),
        ),
        jaras.kernel.keys.fields.SealedColumn(
            model_name='exceptionalaccess',
            name='review',
            field=jaras.kernel.keys.fields.SealedTextField(always=True, blank=True),
        ),
        jaras.kernel.keys.fields.SealedColumn(
            model_name='watch',
            name='note',
            field=jaras.kernel.keys.fields.SealedTextField(always=True, blank=True),
        ),
    ]

"""Why a need is proposed, where a letter to a partner goes: sealed columns."""

import jaras.kernel.keys.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('care', '0009_sharing_ground'),
    ]

    operations = [
        jaras.kernel.keys.fields.SealedColumn(
            model_name='proposedneed',
            name='reasons',
            field=jaras.kernel.keys.fields.SealedJSONField(default=list, owner='diagnosis__case'),
        ),
        jaras.kernel.keys.fields.SealedColumn(
            model_name='referral',
            name='email',
            field=jaras.kernel.keys.fields.SealedCharField(blank=True, max_length=254, owner='case'),
        ),
        jaras.kernel.keys.fields.SealedColumn(
            model_name='referralletter',
            name='to',
            field=jaras.kernel.keys.fields.SealedCharField(max_length=254, owner='referral__case'),
        ),
    ]

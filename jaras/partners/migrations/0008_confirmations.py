"""The letter that asks a partner whether its page is right."""

import django.db.models.deletion
import jaras.kernel.keys.fields
import jaras.partners.rules.asking
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0007_hours_of_ramadan'),
    ]

    operations = [
        migrations.CreateModel(
            name='Confirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('state', models.CharField(default=jaras.partners.rules.asking.ConfirmationState['ASKED'], max_length=12)),
                ('email', models.EmailField(max_length=254)),
                ('nonce', models.CharField(max_length=32)),
                ('words', jaras.kernel.keys.fields.SealedTextField(always=True, blank=True)),
                ('asked_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('mailed_at', models.DateTimeField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('key', jaras.kernel.keys.fields.KeyField(editable=False, max_length=32, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='confirmations', to='partners.organisation')),
            ],
            options={
                'ordering': ['-asked_at', '-id'],
                'indexes': [models.Index(fields=['organisation', '-asked_at'], name='confirmation_organisation'), models.Index(condition=models.Q(('state', jaras.partners.rules.asking.ConfirmationState['CORRECTED'])), fields=['answered_at'], name='confirmation_corrected')],
            },
        ),
    ]

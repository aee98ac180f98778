"""Every table of `outreach` in one step, for a database that has none; one that the steps before made goes on from theirs."""

import django.db.models.deletion
import jaras.kernel.keys.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('outreach', '0001_first'),
        ('outreach', '0002_words_sealed'),
        ('outreach', '0003_seal_words'),
    ]

    dependencies = [
        ('governance', '__first__'),
        ('intake', '0001_squashed_0012_hide_persons'),
    ]

    operations = [
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(blank=True, max_length=30)),
                ('text', jaras.kernel.keys.fields.SealedTextField(blank=True, owner='report')),
                ('at', models.DateTimeField()),
                ('mail_wanted', models.BooleanField(default=False)),
                ('mailed_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='intake.report')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
    ]

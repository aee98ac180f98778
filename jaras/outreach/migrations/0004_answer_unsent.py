"""Answers that have not left are found at once."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0015_who_further'),
        ('outreach', '0001_squashed_0003_seal_words'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='answer',
            index=models.Index(condition=models.Q(('mail_wanted', True), ('mailed_at', None)), fields=['at'], name='answer_unsent'),
        ),
    ]

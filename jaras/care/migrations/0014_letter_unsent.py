"""Letters that have not left are found at once."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('care', '0013_several_partners'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='referralletter',
            index=models.Index(condition=models.Q(('mailed_at__isnull', True)), fields=['at'], name='letter_unsent'),
        ),
    ]

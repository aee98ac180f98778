"""When the words of a watch were emptied."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0016_watch_deputy'),
    ]

    operations = [
        migrations.AddField(
            model_name='watch',
            name='forgotten_at',
            field=models.DateTimeField(null=True),
        ),
    ]

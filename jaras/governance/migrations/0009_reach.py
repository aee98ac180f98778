"""Members with the communes and poles to which they are limited."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0008_roster'),
    ]

    operations = [
        migrations.AddField(
            model_name='member',
            name='reach_communes',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='member',
            name='reach_poles',
            field=models.JSONField(default=list),
        ),
    ]

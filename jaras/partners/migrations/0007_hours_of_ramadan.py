"""Hours of their own in the month of Ramadan, doors shut on holidays."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0006_contacts_conventions_successors'),
    ]

    operations = [
        migrations.AddField(
            model_name='openinghours',
            name='in_ramadan',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='service',
            name='closed_on_holidays',
            field=models.BooleanField(default=False),
        ),
    ]

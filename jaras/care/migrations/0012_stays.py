"""For whom a place of a partner is held."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('care', '0011_seal_reasons'),
        ('cases', '0011_seal_numbers'),
        ('partners', '0004_places'),
        ('people', '0019_words_alone'),
    ]

    operations = [
        migrations.CreateModel(
            name='Stay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by_id', models.BigIntegerField(null=True)),
                ('at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stays', to='cases.case')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stays', to='care.need')),
                ('occupancy', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='stay', to='partners.occupancy')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'ordering': ['-at', '-id'],
                'indexes': [models.Index(fields=['case', '-at', '-id'], name='stay_case')],
            },
        ),
    ]

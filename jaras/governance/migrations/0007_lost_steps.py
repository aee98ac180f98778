"""Second steps that were lost, with who vouched for whom."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0006_second_steps'),
    ]

    operations = [
        migrations.CreateModel(
            name='LostStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nonce', models.CharField(max_length=32)),
                ('asked_at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('first_at', models.DateTimeField(null=True)),
                ('given_at', models.DateTimeField(null=True)),
                ('first_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lost_steps', to=settings.AUTH_USER_MODEL)),
                ('second_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('member',), name='lost_step_one_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('first_by', models.F('member')), _negated=True), models.Q(('second_by', models.F('member')), _negated=True)), name='lost_step_not_by_oneself'), models.CheckConstraint(condition=models.Q(('second_by', models.F('first_by')), _negated=True), name='lost_step_by_two')],
            },
        ),
    ]

"""What is overdue, who was told."""

import django.db.models.deletion
import jaras.alerts.rules
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0011_seal_numbers'),
        ('intake', '0015_who_further'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Alert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('code', models.CharField(max_length=20)),
                ('of', models.CharField(max_length=12)),
                ('row', models.BigIntegerField()),
                ('urgency', models.CharField(blank=True, max_length=10)),
                ('since', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('state', models.CharField(default=jaras.alerts.rules.AlertState['OPEN'], max_length=12)),
                ('is_living', models.GeneratedField(db_persist=True, expression=models.ExpressionWrapper(models.Q(('state__in', ['open', 'acknowledged', 'on_hold'])), output_field=models.BooleanField()), output_field=models.BooleanField())),
                ('rung', models.PositiveSmallIntegerField(default=0)),
                ('step', models.CharField(blank=True, max_length=12)),
                ('rings_at', models.DateTimeField(null=True)),
                ('taken_at', models.DateTimeField(null=True)),
                ('why', models.CharField(blank=True, max_length=12)),
                ('raised_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='alerts', to='cases.case')),
                ('report', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='alerts', to='intake.report')),
                ('taken_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['due_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=12)),
                ('channel', models.CharField(max_length=8)),
                ('state', models.CharField(default=jaras.alerts.rules.NoticeState['WAITING'], max_length=12)),
                ('fault', models.CharField(blank=True, max_length=80)),
                ('at', models.DateTimeField()),
                ('delivered_at', models.DateTimeField(null=True)),
                ('alert', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='alerts.alert')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddIndex(
            model_name='alert',
            index=models.Index(condition=models.Q(('is_living', True)), fields=['rings_at'], name='alert_rings'),
        ),
        migrations.AddIndex(
            model_name='alert',
            index=models.Index(condition=models.Q(('is_living', True)), fields=['report'], name='alert_report'),
        ),
        migrations.AddIndex(
            model_name='alert',
            index=models.Index(condition=models.Q(('is_living', True)), fields=['case'], name='alert_case'),
        ),
        migrations.AddConstraint(
            model_name='alert',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', (jaras.alerts.rules.AlertState['OPEN'], jaras.alerts.rules.AlertState['ACKNOWLEDGED'], jaras.alerts.rules.AlertState['ON_HOLD']))), fields=('code', 'of', 'row'), name='alert_once'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('state', jaras.alerts.rules.NoticeState['WAITING'])), fields=['member', 'channel'], name='notice_waiting'),
        ),
    ]

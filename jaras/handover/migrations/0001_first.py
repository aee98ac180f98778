"""What a watch promises, hands over, what was answered to it."""

import django.db.models.deletion
import jaras.handover.rules
import jaras.kernel.keys.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0011_seal_numbers'),
        ('governance', '0017_watch_words_end'),
        ('intake', '0015_who_further'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HandoverLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=12)),
                ('of', models.CharField(max_length=12)),
                ('row', models.BigIntegerField()),
                ('due_at', models.DateTimeField(null=True)),
                ('at', models.DateTimeField()),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('report', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='intake.report')),
                ('watch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handed_over', to='governance.watch')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='HandoverAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=12)),
                ('words', jaras.kernel.keys.fields.SealedCharField(always=True, blank=True, max_length=300, owner='line__watch')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='handover.handoverline')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Promise',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', jaras.kernel.keys.fields.SealedCharField(always=True, max_length=300, owner='watch')),
                ('due_at', models.DateTimeField(null=True)),
                ('state', models.CharField(default=jaras.handover.rules.PromiseState['MADE'], max_length=12)),
                ('at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='promises', to='cases.case')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='promises', to='intake.report')),
                ('watch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='promises', to='governance.watch')),
            ],
            options={
                'ordering': ['due_at', 'id'],
            },
        ),
        migrations.AddConstraint(
            model_name='handoverline',
            constraint=models.UniqueConstraint(fields=('watch', 'of', 'row'), name='handed_over_once'),
        ),
        migrations.AddConstraint(
            model_name='handoveranswer',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', jaras.handover.rules.AnswerKind['ACKNOWLEDGED'])), fields=('line',), name='acknowledged_once'),
        ),
        migrations.AddIndex(
            model_name='promise',
            index=models.Index(condition=models.Q(('state', jaras.handover.rules.PromiseState['MADE'])), fields=['due_at'], name='promise_open'),
        ),
    ]

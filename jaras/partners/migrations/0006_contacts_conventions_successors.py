"""Whom one asks for, what was agreed in writing, names of before, who follows."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0005_living_directory'),
    ]

    operations = [
        migrations.AddField(
            model_name='organisation',
            name='succeeded_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='succeeds', to='partners.organisation'),
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('function_fr', models.CharField(blank=True, max_length=120)),
                ('function_ar', models.CharField(blank=True, max_length=120)),
                ('telephone', models.CharField(blank=True, max_length=40)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('public', models.BooleanField(default=False)),
                ('active', models.BooleanField(default=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='partners.organisation')),
            ],
            options={
                'ordering': ['function_fr', 'id'],
            },
        ),
        migrations.CreateModel(
            name='FormerName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_fr', models.CharField(max_length=160)),
                ('name_ar', models.CharField(blank=True, max_length=160)),
                ('until_on', models.DateField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='former_names', to='partners.organisation')),
            ],
            options={
                'ordering': ['-until_on', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Convention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('with_whom', models.CharField(max_length=160)),
                ('subject', models.CharField(max_length=300)),
                ('begins_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
                ('warning', models.PositiveSmallIntegerField(default=60)),
                ('let_go', models.BooleanField(default=False)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conventions', to='partners.organisation')),
            ],
            options={
                'ordering': ['-begins_on', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('begins_on')), _connector='OR'), name='convention_ends')],
            },
        ),
    ]

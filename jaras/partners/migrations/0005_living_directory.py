"""What a service costs, for whom, in which languages; what anybody may be told, confirmed when."""

from django.db import migrations, models


def keep_numbers_inside(apps, editor):
    """Nobody decided yet that anybody may be told the telephones written before."""
    for name in ("Organisation", "Service"):
        apps.get_model("partners", name).objects.update(telephone_public=False)


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0004_places'),
    ]

    operations = [
        migrations.AddField(
            model_name='organisation',
            name='confirmed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='organisation',
            name='email_public',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='organisation',
            name='public',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='organisation',
            name='telephone_public',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='service',
            name='bring_ar',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='service',
            name='bring_fr',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='service',
            name='email_public',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='service',
            name='fee',
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='service',
            name='fee_ar',
            field=models.CharField(blank=True, max_length=160),
        ),
        migrations.AddField(
            model_name='service',
            name='fee_fr',
            field=models.CharField(blank=True, max_length=160),
        ),
        migrations.AddField(
            model_name='service',
            name='languages',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='service',
            name='public',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='service',
            name='telephone_public',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='service',
            name='who_ar',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='service',
            name='who_fr',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.RunPython(keep_numbers_inside, migrations.RunPython.noop, elidable=True),
    ]

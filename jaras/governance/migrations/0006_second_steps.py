"""Members with how many second steps they hold, with their delays."""

from typing import Any

from django.db import migrations, models


def count(apps: Any, _editor: Any) -> None:
    """Those who hold one already are not asked again."""
    held = apps.get_model("mfa", "Authenticator").objects.filter(type__in=("totp", "webauthn"))
    members = apps.get_model("governance", "Member").objects
    for member_id in set(held.values_list("user_id", flat=True)):
        members.filter(pk=member_id).update(second_steps=held.filter(user_id=member_id).count())


class Migration(migrations.Migration):
    dependencies = [("governance", "0005_sessions"), ("mfa", "0003_authenticator_type_uniq")]

    operations = [
        migrations.AddField("member", "second_steps", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("member", "later_until", models.DateTimeField(null=True)),
        migrations.AddField("member", "laters", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("member", "enrol_until", models.DateTimeField(null=True)),
        migrations.RunPython(count, migrations.RunPython.noop),
    ]

"""Why a need is proposed, where a letter to a partner goes, written plainly until now, are sealed."""

from typing import Any

from django.db import migrations

from jaras.kernel.keys.sealing import seal_raised

MODELS = ['ProposedNeed', 'Referral', 'ReferralLetter']


def seal(apps: Any, editor: Any) -> None:
    for name in MODELS:
        seal_raised(apps.get_model("care", name))


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("care", "0010_reasons_sealed"), ("kernel", "0006_data_keys")]
    operations = [migrations.RunPython(seal, migrations.RunPython.noop, elidable=True)]

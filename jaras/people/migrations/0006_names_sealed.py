"""The words about a person become sealed columns, with the level that says when."""

from django.db import migrations, models

import jaras.kernel.keys.fields
from jaras.kernel.keys import SealedColumn

LIMITS = {
    "given_name": 80,
    "family_name": 80,
    "arabic_name": 160,
    "description": 300,
    "speaks": 80,
    "contact_safety": 300,
}
LEVELS = [(level, level) for level in ("ordinary", "restricted", "sealed")]


class Migration(migrations.Migration):
    dependencies = [("people", "0005_origin")]
    operations = [
        migrations.AddField(
            "person", "level", models.CharField(choices=LEVELS, default="ordinary", max_length=12)
        ),
        *(
            SealedColumn(
                "person", name, jaras.kernel.keys.fields.SealedCharField(blank=True, max_length=limit)
            )
            for name, limit in LIMITS.items()
        ),
    ]

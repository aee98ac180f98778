"""Names were heard anew here; keys hear them since, and `0019_words_alone` writes the index anew."""

from django.db import migrations


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("people", "0015_inquiries"), ("kernel", "0013_seal_reasons")]
    operations = []

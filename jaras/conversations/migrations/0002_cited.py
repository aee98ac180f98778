import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversations", "0001_first")]

    operations = [
        migrations.AddField(
            model_name="conversation",
            name="cited",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cited_by",
                to="conversations.conversation",
            ),
        ),
    ]

"""One need asked of several partners."""

import jaras.care.rules.referrals
import jaras.kernel.keys.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('care', '0012_stays'),
        ('cases', '0011_seal_numbers'),
        ('partners', '0005_living_directory'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='referral',
            name='referral_one_living',
        ),
        migrations.AddField(
            model_name='referral',
            name='part',
            field=jaras.kernel.keys.fields.SealedCharField(blank=True, max_length=300, owner='case'),
        ),
        migrations.AddField(
            model_name='referral',
            name='whole',
            field=models.BooleanField(default=True),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', (jaras.care.rules.referrals.ReferralState['DRAFT'], jaras.care.rules.referrals.ReferralState['SENT'], jaras.care.rules.referrals.ReferralState['SEEN'], jaras.care.rules.referrals.ReferralState['ACCEPTED'], jaras.care.rules.referrals.ReferralState['IN_PROGRESS']))), fields=('need', 'organisation'), name='referral_one_a_partner'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', (jaras.care.rules.referrals.ReferralState['ACCEPTED'], jaras.care.rules.referrals.ReferralState['IN_PROGRESS'])), ('whole', True)), fields=('need',), name='referral_one_takes_it_whole'),
        ),
    ]

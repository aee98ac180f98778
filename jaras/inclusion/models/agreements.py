"""The yes of a person to one version of their project."""

from django.db import models

from jaras.governance.models import Member
from jaras.inclusion.models.projects import LifeProject
from jaras.kernel.keys import SealedCharField
from jaras.kernel.models import StoredFile


class Agreement(models.Model):
    """A signature or a voice note; it stands for one version, for nothing else."""

    project = models.OneToOneField(LifeProject, models.PROTECT, related_name="agreement")
    how = models.CharField(max_length=8)
    name = SealedCharField(max_length=200, owner="project__case")  # as the person says or writes it
    signed_on = models.DateField()
    witness = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, unique=True)  # of the file: no yes serves twice
    nonce = models.CharField(max_length=32, unique=True)  # of the form that carried it
    content = models.CharField(max_length=64)  # a digest of what was agreed
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

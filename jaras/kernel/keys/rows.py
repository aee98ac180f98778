"""The data keys as the database keeps them: wrapped."""

from django.db import models


class DataKey(models.Model):
    """A random key, wrapped by a version of the master key; empty once it was destroyed."""

    name = models.CharField(max_length=32, primary_key=True)
    wrapped = models.CharField(max_length=100, blank=True)
    version = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "kernel"
        indexes = [models.Index(fields=["version", "name"], name="datakey_version")]

"""What an administrator chose for a channel."""

from django.db import models


class Channel(models.Model):
    """Whether whoever writes there is told by itself that their words arrived."""

    code = models.CharField(max_length=12, unique=True)
    acknowledges = models.BooleanField(default=True)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

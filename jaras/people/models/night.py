"""When the whole registry was searched for doubles, with what it taught."""

from django.db import models


class NightRun(models.Model):
    """One search; the next one looks at the pairs of whoever was written since."""

    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    whole = models.BooleanField()  # every pair, the parameters learnt anew
    last_event_id = models.BigIntegerField()  # what was written later is looked at next time
    persons = models.PositiveIntegerField(default=0)
    pairs = models.PositiveIntegerField(default=0)  # found
    proposed = models.PositiveIntegerField(default=0)  # of these, new to whoever decides
    parameters = models.JSONField(default=dict)  # `rules.night.model.Parameters`: shares, never a value

    def __str__(self) -> str:
        return f"night of {self.begun_at:%Y-%m-%d}"

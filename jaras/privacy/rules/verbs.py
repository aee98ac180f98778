"""What may be done about the law on personal data."""

from enum import StrEnum


class PrivacyVerb(StrEnum):
    READ = "privacy.read"  # what is kept, until when, what goes tonight
    HOLD = "privacy.hold"  # stop something from being emptied, end that
    AUTHORISE = "privacy.authorise"  # enter the authorisation, take it back
    REQUESTS = "privacy.requests"  # take requests of persons, check who asks, answer
    COPY = "privacy.copy"  # make the copy of what is held on a person one may see

"""The law on personal data: what is kept, why, until when, who asked for what."""

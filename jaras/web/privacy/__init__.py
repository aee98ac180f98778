"""Pages of the law on personal data: what is kept, until when, what goes tonight."""

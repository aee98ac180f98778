"""What a member has to do, in the calendar that they keep elsewhere."""

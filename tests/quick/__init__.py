"""What the tests add to Django, for their own speed."""

"""The thin spine that a person's path hangs on."""

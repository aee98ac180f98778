"""Members, their roles, the watch they hold."""

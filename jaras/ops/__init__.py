"""Commands that install, run, examine and keep a copy of Jaras."""

"""Every word exchanged with people on any channel, in one place."""

"""Pages of the inbox: conversations on every channel, the channels themselves."""

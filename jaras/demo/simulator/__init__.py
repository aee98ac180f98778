"""The other side of every channel: invented telephones that speak the real wire formats to this very copy."""

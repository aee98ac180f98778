"""How well persons are recognised: measured on a registry with queries whose answer is known."""

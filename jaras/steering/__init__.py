"""What it all amounts to: figures, told to whoever steers."""

"""The record that nobody can forge: what was read, what was written, sealed together in a chain."""

"""Pages of the handover of the watch."""

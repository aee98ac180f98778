"""The handover of the watch: what is open, acknowledged one by one."""

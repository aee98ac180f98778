"""What every package stands on: clock, events, states, access, files, counters, jobs."""

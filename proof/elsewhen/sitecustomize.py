"""Shows every process that finds this folder another hour: PROOF_HOURS more than it is."""

import os
from datetime import UTC, datetime, timedelta

import time_machine

if hours := float(os.environ.get("PROOF_HOURS", "0")):
    time_machine.travel(datetime.now(UTC) + timedelta(hours=hours)).start()

"""Runs a module inside a process that ends with its supervisor, however that one ends."""

import os
import runpy
import signal
import sys
import threading


def end_with(lifeline: int) -> None:
    """Wait for the other end of the pipe to close, then end this whole process group.

    At once: a supervisor that goes without a word was killed, and what matters is on disk.
    """
    os.read(lifeline, 1)
    os.killpg(os.getpgrp(), signal.SIGKILL)


if __name__ == "__main__":
    descriptor = int(sys.argv[1])
    os.set_inheritable(descriptor, False)
    threading.Thread(target=end_with, args=[descriptor], daemon=True).start()
    sys.argv = sys.argv[2:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)

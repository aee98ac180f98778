"""Granian, with the application loaded once before its processes are forked."""

import gc
import importlib
import multiprocessing
import sys

from granian.cli import cli


def preload(application: str) -> None:
    """Loaded here, the code is shared by every process, and one that was killed is back at once."""
    if multiprocessing.get_start_method() != "fork":
        return
    # Nothing of what is loaded is garbage: looking for some takes a third of the time.
    gc.disable()
    importlib.import_module(application.partition(":")[0])
    from django.db import connections

    connections.close_all()
    # What is shared stays shared: the collector would touch, so copy, every page of it.
    gc.collect()
    gc.freeze()
    gc.enable()
    # A page makes tens of thousands of objects, nearly none in a circle: look for circles after a few pages.
    gc.set_threshold(50_000, 20, 50)


if __name__ == "__main__":
    preload(sys.argv[-1])
    cli(auto_envvar_prefix="GRANIAN")

"""Runs the catalogue command as a module."""

import sys

from jaras.ops.messages.command import main

sys.exit(main(sys.argv[1:]))

"""Where the ``kg`` command begins. While it is being loaded, Ctrl-C ends it without a word."""

from __future__ import annotations

import signal


def main() -> None:
    """Run the command line and leave with its exit code."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:  # else nobody at a terminal would be heard anyway
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from kg.cli.main import main

    signal.signal(signal.SIGINT, before)
    main()

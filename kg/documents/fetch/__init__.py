"""Pages of the web that the user named: connecting safely, and what comes."""

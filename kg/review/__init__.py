"""People decide: what is open, what they are shown of it, and what becomes of their decisions."""

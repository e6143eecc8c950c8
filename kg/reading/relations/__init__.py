"""Relations: one module for each kind of thing that clauses tell."""

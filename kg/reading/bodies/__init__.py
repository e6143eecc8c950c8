"""Bodies: how their names are read, and which body is meant."""

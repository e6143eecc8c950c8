"""kg: Vietnamese official news reports as a knowledge graph with exact evidence."""

__version__ = "0.1.0"

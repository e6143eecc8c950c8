"""Directives: their names, tails and subjects, and which document is meant."""

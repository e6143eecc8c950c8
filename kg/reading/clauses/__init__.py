"""Clauses: whose act each verb tells of, and what one sentence hands on to the next."""

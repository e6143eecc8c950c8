"""The rows of tables of articles: JSON Lines, JSON, CSV. The door is :mod:`kg.documents.table`."""

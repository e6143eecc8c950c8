"""The encodings of texts: their tables, which of them a text is in, and where it is in several.

The door is :mod:`kg.documents.encoding`.
"""

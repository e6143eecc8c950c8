"""The encodings of texts: their tables, which of them a text is in, and what to do where it is in several."""

"""The parts of a Word file: styles, numbers, paragraphs, tables. The door is :mod:`kg.documents.docx`."""

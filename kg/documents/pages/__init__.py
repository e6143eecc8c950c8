"""The pages of a PDF: letters, lines, columns, tables, paragraphs. The door is :mod:`kg.documents.pdf`."""

"""The parts of a mail: headers, text, what is attached. The door is :mod:`kg.documents.mail`."""

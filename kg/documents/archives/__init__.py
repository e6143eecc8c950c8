"""What archives have inside, and how much of it may be unpacked. The door is :mod:`kg.documents.archive`."""

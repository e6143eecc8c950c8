"""Web pages: which of their parts are the article, and what they tell of it. The door is :mod:`kg.documents.html`."""

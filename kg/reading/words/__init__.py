"""What a text is made of: tokens, sentences, dates, numbers of documents, phrases, and the notebook of a reading."""

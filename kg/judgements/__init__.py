"""Judgements as data: the file that keeps them, and what a list of them must not say."""

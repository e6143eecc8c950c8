"""Officials: names, posts, groups of unnamed people, and who is meant."""

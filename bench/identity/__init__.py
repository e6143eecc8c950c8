"""A world of known truth, told by invented reports, and the score of what ``kg`` makes of it."""

"""Places: known ones, and unknown ones by the head before them."""

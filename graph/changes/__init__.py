"""Time between releases: the differences of two, their kinds, and the resources that have ended."""

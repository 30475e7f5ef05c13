"""Changes between releases: the differences of two, their kinds, and resources that no source has any more."""

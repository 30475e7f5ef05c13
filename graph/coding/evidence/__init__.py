"""Evidence of names for the groups of titles: near names, a linear classifier, ranks of heads, and their weights."""

"""The read side: engines, query files, release folders, and counts over them."""

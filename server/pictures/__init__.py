"""Pages around a picture, each with its table and its file."""

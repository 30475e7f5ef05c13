"""One reader a module: each turns one kind of source into records, and says what it could not place."""

"""Readers: each turns one kind of source document into records and reports the lines it could not place."""

"""Adapters: each pairs the reader of one kind of document with the writer of its statements."""

"""The reader of occupation pages."""

"""Search pages and suggestions."""

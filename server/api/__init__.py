"""The queries of the API: one definition each, served as a page, as JSON and as tables."""

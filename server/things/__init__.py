"""Pages and documents about one thing."""

"""Pages and documents about one resource of a release."""
